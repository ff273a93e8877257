package dev.landfall.local.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Executions;
import dev.landfall.gateway.Machines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One execution that is, each time it is looked at, in the next of some statuses. */
public final class TestingMachines implements Machines, Executions {

    public static final Instant STARTED_AT = Instant.parse("2026-11-24T00:00:00Z");

    private final Deque<String> statuses;
    private final List<String> done = new ArrayList<>();
    private Optional<Postponed> postponed = Optional.empty();
    private String name;

    public TestingMachines(String name, String... statuses) {
        this.name = name;
        this.statuses = new ArrayDeque<>(List.of(statuses));
    }

    /** With its one state waiting for another attempt. */
    public TestingMachines waiting(String error, String cause) {
        postponed = Optional.of(new Postponed("QuiesceTarget", STARTED_AT, error, cause));
        return this;
    }

    /** What was asked for that changes something. */
    public List<String> done() {
        return List.copyOf(done);
    }

    @Override
    public String runBucket() {
        return "runs";
    }

    @Override
    public Change startRollback(String executionArn, String runId, String inputJson) {
        throw new IllegalStateException("nobody at a shell starts a return");
    }

    @Override
    public Optional<String> starter(String executionArn, Instant started) {
        return Optional.empty();
    }

    @Override
    public String start(String machine, String runId, String inputJson) {
        done.add("start " + machine + " " + inputJson);
        name = runId;
        return arn();
    }

    @Override
    public Optional<Started> find(String runId) {
        return Optional.of(runId).filter(name::equals).map(id -> execution());
    }

    @Override
    public List<Started> newest(int atMost) {
        return List.of(execution());
    }

    @Override
    public void redrive(String executionArn) {
        done.add("redrive " + executionArn.substring(executionArn.lastIndexOf(':') + 1));
    }

    @Override
    public List<Postponed> postponed(String executionArn) {
        return postponed.stream().toList();
    }

    @Override
    public Optional<String> status(String executionArn) {
        return Optional.of(statuses.getFirst());
    }

    @Override
    public Optional<JsonNode> output(String executionArn) {
        return Optional.empty();
    }

    @Override
    public List<StateRecord> states(String executionArn) {
        return List.of(new StateRecord(
                "QuiesceTarget", STARTED_AT, Duration.ofSeconds(5), postponed.isPresent() ? "FAILED" : "SUCCEEDED", 3));
    }

    private Started execution() {
        var status = statuses.size() > 1 ? statuses.removeFirst() : statuses.getFirst();
        var ended = !status.equals("RUNNING");
        return new Started(
                arn(),
                "migrate",
                name,
                status,
                STARTED_AT,
                ended ? Optional.of(STARTED_AT.plusSeconds(90)) : Optional.empty(),
                status.equals("FAILED") ? Optional.of("PROBES_FAILED") : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private String arn() {
        return "arn:aws:states:eu-west-1:123456789012:execution:landfall-migrate:" + name;
    }
}
