package dev.landfall.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.Executions.StateRecord;
import dev.landfall.gateway.RunStore;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.preflight.FunctionChecks;
import dev.landfall.preflight.PreflightReport;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.preflight.PreflightReport.Result;
import dev.landfall.run.Failure;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunRecord;
import dev.landfall.run.ShellCommand;
import dev.landfall.standing.Situation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How an execution ended, wherever it ran.
 *
 * @param command the verb that started it
 * @param status the execution's
 * @param error why it failed: an error's name
 * @param cause why it failed, in words or as a problem's text
 */
record RunEnding(
        String command, String runId, String status, Optional<String> error, Optional<String> cause, Duration took) {

    private static final Logger LOG = LoggerFactory.getLogger(RunEnding.class);

    /** With what the run itself wrote. */
    RunResult result(RunStore store, List<StateRecord> states, Optional<Path> report, ShellCommand shell) {
        var record = record(store, runId);
        return new RunResult(
                command,
                runId,
                status,
                record.flatMap(RunRecord::verdict).map(Enum::name),
                problem(record, states),
                took.toMillis() / 1000.0,
                states,
                tree(store).map(written -> written.path("databases")),
                attention(store),
                functions(store),
                report,
                situation(store, shell));
    }

    /** The run's own record; empty where it did not get so far. */
    static Optional<RunRecord> record(RunStore store, String runId) {
        return store.read(RunRecord.key(runId)).flatMap(json -> {
            try {
                return Optional.of(Json.MAPPER.readValue(json, RunRecord.class));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    /** Blockers first; empty where the run did not come to its checks. */
    private List<Check> attention(RunStore store) {
        return new RunFiles(store)
                .read(PreflightReport.key(runId), PreflightReport.class).stream()
                        .flatMap(report -> Stream.of(Result.BLOCKER, Result.WARNING)
                                .flatMap(wanted -> report.checks().stream().filter(check -> check.result() == wanted)))
                        .toList();
    }

    /** What every function said of itself. */
    private List<Check> functions(RunStore store) {
        return new RunFiles(store)
                .read(PreflightReport.key(runId), PreflightReport.class).stream()
                        .flatMap(report -> report.checks().stream())
                        .filter(check -> check.name().startsWith(FunctionChecks.PREFIX))
                        .toList();
    }

    private Optional<JsonNode> tree(RunStore store) {
        return store.read(new RunLayout(runId).file("report.json")).flatMap(json -> {
            try {
                return Optional.of(Json.MAPPER.readTree(json));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    /** A store that cannot be read must not take the place of why the run ended. */
    static Optional<Situation> situation(RunStore store, ShellCommand shell) {
        try {
            return Optional.of(Situation.of(new RunFiles(store), shell));
        } catch (LandfallException e) {
            LOG.warn("what is true now cannot be read", e);
            return Optional.empty();
        }
    }

    /** The innermost that was at work; those that only hold others come before it. */
    private static String lastState(List<StateRecord> states) {
        return states.stream()
                .filter(state -> !state.outcome().equals("SUCCEEDED"))
                .reduce((earlier, later) -> later)
                .or(() -> states.stream().reduce((earlier, later) -> later))
                .map(StateRecord::label)
                .orElse("none yet");
    }

    private Optional<Problem> problem(Optional<RunRecord> record, List<StateRecord> states) {
        if (status.equals("SUCCEEDED")) {
            return Optional.empty();
        }
        if (status.equals("ABORTED")) {
            return Optional.of(Problem.operator(
                    "RUN_STOPPED",
                    "The run " + runId + " was stopped before its end, in the state " + lastState(states) + ".",
                    "What is true now is said below; docs/what-if.md has a row for every state."));
        }
        var state = record.flatMap(RunRecord::failure)
                .map(RunRecord.FailedState::state)
                .orElse("OpenRun");
        return Optional.of(new Failure(state, error.orElse(status), cause.orElse("")).problem());
    }
}
