package dev.landfall.local.engine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.ActiveState;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.ExecutionStatus;
import dev.landfall.local.engine.StateMachine;
import dev.landfall.local.engine.history.Details;
import dev.landfall.local.engine.history.HistoryEvent;
import dev.landfall.local.engine.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

/** An execution under way. Everything but the getters runs on the engine's loop. */
public final class Run implements Execution {

    private static final int MOST_EVENTS = 25_000;

    /** AWS ends a Standard workflow after a year. */
    private static final long LONGEST_SECONDS = 365L * 24 * 60 * 60;

    private final Surroundings surroundings;
    private final StateMachine machine;
    private final String name;
    private final JsonNode input;
    private final Instant startedAt;
    private final History history;
    private final Flow flow;
    private final ConcurrentSkipListMap<Long, Visit> visits = new ConcurrentSkipListMap<>();
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();

    private final CompletableFuture<Ending> told = new CompletableFuture<>();
    private Scheduler.Timer timeout = () -> {};

    private record Ending(
            ExecutionStatus status,
            Optional<JsonNode> output,
            Optional<String> error,
            Optional<String> cause,
            Instant at) {}

    public Run(Surroundings surroundings, StateMachine machine, String name, JsonNode input) {
        this.surroundings = surroundings;
        this.machine = machine;
        this.name = name;
        this.input = input;
        startedAt = surroundings.scheduler().now();
        history = new History(
                () -> surroundings.scheduler().now(),
                event -> surroundings.listener().onEvent(this, event));
        flow = Flow.root(this, machine.definition().graph(), this::finish);
        flow.variables().assign(surroundings.given().variables());
    }

    /** Puts the first step on the loop. */
    public void begin() {
        surroundings
                .scheduler()
                .execute(() -> step(() -> {
                    if (ended()) {
                        return;
                    }
                    history.add(
                            0,
                            "ExecutionStarted",
                            "executionStartedEventDetails",
                            Details.of().input(input).put("roleArn", machine.roleArn()));
                    timeout = surroundings
                            .scheduler()
                            .after(
                                    Duration.ofSeconds(machine.definition()
                                            .timeoutSeconds()
                                            .orElse(LONGEST_SECONDS)),
                                    () -> step(
                                            () -> halt(ExecutionStatus.TIMED_OUT, Optional.empty(), Optional.empty())));
                    flow.start(input, 0);
                }));
    }

    private void finish(Outcome outcome) {
        switch (outcome) {
            case Outcome.Succeeded(var output) ->
                end(new Ending(
                        ExecutionStatus.SUCCEEDED, Optional.of(output), Optional.empty(), Optional.empty(), now()));
            case Outcome.Failed(var error) ->
                end(new Ending(ExecutionStatus.FAILED, Optional.empty(), error.error(), error.cause(), now()));
        }
    }

    private void halt(ExecutionStatus status, Optional<String> error, Optional<String> cause) {
        if (!ended()) {
            flow.abandon();
            end(new Ending(status, Optional.empty(), error, cause, now()));
        }
    }

    private void end(Ending result) {
        if (ended()) {
            return;
        }
        var kind = switch (result.status()) {
            case SUCCEEDED -> "Succeeded";
            case FAILED -> "Failed";
            case TIMED_OUT -> "TimedOut";
            case ABORTED -> "Aborted";
            case RUNNING -> throw new IllegalStateException("Running is no end");
        };
        var details = result.output()
                .map(output -> Details.of().output(output))
                .orElseGet(() -> Details.failure(result.error(), result.cause()));
        history.add(flow.lastEventId(), "Execution" + kind, "execution" + kind + "EventDetails", details);
        timeout.cancel();
        ending.complete(result);
        surroundings.listener().onEnd(this);
        told.complete(result);
    }

    /** Fails the execution when its history is as long as AWS allows. */
    boolean historyIsFull() {
        return history.size() >= MOST_EVENTS - 1;
    }

    /** Runs a step of a visit; a defect of the engine ends the execution instead of leaving it hanging. */
    void step(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException defect) {
            // Whatever it is, an execution that would never end is worse.
            System.getLogger("landfall.engine").log(System.Logger.Level.ERROR, "The engine failed in " + arn(), defect);
            flow.abandon();
            finish(new Outcome.Failed(StateError.of(StateError.RUNTIME, "The engine failed: " + defect)));
        }
    }

    Surroundings surroundings() {
        return surroundings;
    }

    History log() {
        return history;
    }

    Instant now() {
        return surroundings.scheduler().now();
    }

    boolean ended() {
        return ending.isDone();
    }

    void visiting(long eventId, Visit visit) {
        visits.put(eventId, visit);
    }

    void left(long eventId) {
        visits.remove(eventId);
    }

    @Override
    public void stop(String error, String cause) {
        surroundings
                .scheduler()
                .execute(() -> step(() -> halt(
                        ExecutionStatus.ABORTED,
                        Optional.of(error).filter(text -> !text.isEmpty()),
                        Optional.of(cause).filter(text -> !text.isEmpty()))));
    }

    @Override
    public boolean await(Duration limit) {
        return surroundings.scheduler().await(told, limit) && told.isDone();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String arn() {
        return machine.executionArn(name);
    }

    @Override
    public StateMachine machine() {
        return machine;
    }

    @Override
    public JsonNode input() {
        return input;
    }

    private Optional<Ending> outcome() {
        return ended() ? Optional.of(ending.join()) : Optional.empty();
    }

    @Override
    public ExecutionStatus status() {
        return outcome().map(Ending::status).orElse(ExecutionStatus.RUNNING);
    }

    @Override
    public Optional<JsonNode> output() {
        return outcome().flatMap(Ending::output);
    }

    @Override
    public Optional<String> error() {
        return outcome().flatMap(Ending::error);
    }

    @Override
    public Optional<String> cause() {
        return outcome().flatMap(Ending::cause);
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public Optional<Instant> stoppedAt() {
        return outcome().map(Ending::at);
    }

    @Override
    public List<HistoryEvent> history() {
        return history.events();
    }

    @Override
    public List<ActiveState> activeStates() {
        return visits.values().stream().map(Visit::activity).toList();
    }
}
