package dev.landfall.local.command;

import dev.landfall.local.command.view.Display;
import dev.landfall.local.command.view.RunView;
import dev.landfall.local.command.view.RunViewer;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.ExecutionStatus;
import dev.landfall.local.world.LocalWorld;
import dev.landfall.local.world.OwnerFile;
import dev.landfall.local.world.WorldOptions;
import dev.landfall.local.world.WorldProblem;
import dev.landfall.local.world.execution.LiveRecords;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.Failure;
import dev.landfall.run.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One run from the opening of the world to its closing. */
final class RunSession {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final RunPlan plan;
    private final boolean answersGates;
    private final Display display;

    RunSession(RunPlan plan, boolean answersGates, Display display) {
        this.plan = plan;
        this.answersGates = answersGates;
        this.display = display;
    }

    RunResult run(WorldOptions options, Optional<OutFolder> out) {
        out.ifPresent(OutFolder::prepare);
        try (var world = LocalWorld.open(options, display::say)) {
            var execution = world.start(plan.machine(), plan.runId(Instant.now()), plan.input());
            display.say("run " + execution.name());
            Interrupt.onFirst(() -> {
                display.say("stopping the run; once more to end at once");
                execution.stop("Landfall.Interrupted", "The operator stopped the command.");
            });
            follow(world, execution);
            world.settle();
            var report = out.flatMap(folder -> folder.fill(world.gateways().runStore(), execution.name()));
            return result(world, execution, report);
        }
    }

    private void follow(LocalWorld world, Execution execution) {
        var viewer = new RunViewer(plan.command(), world, execution);
        var approvers = new BrowserApprovers(world.outbox(), "approve");
        var live = false;
        while (!execution.await(LOOK_EVERY)) {
            var view = viewer.look();
            display.show(view);
            publish(world, view);
            if (answersGates) {
                int votes = approvers.answer();
                if (votes > 0) {
                    display.say(votes + (votes == 1 ? " vote" : " votes") + " given for the approvers (--yes)");
                }
                if (!live
                        && view.active().stream().anyMatch(state -> state.name().equals("AwaitLiveSettings"))) {
                    live = true;
                    display.say("applying the live settings (--yes)");
                    world.applyLiveSettings();
                }
            }
        }
        var last = viewer.look();
        display.show(last);
        publish(world, last);
    }

    /** For {@code status} in another shell. */
    private static void publish(LocalWorld world, RunView view) {
        try {
            OwnerFile.write(StatusFile.of(world.home()), Json.MAPPER.writeValueAsBytes(view));
        } catch (IOException e) {
            throw WorldProblem.of("write " + StatusFile.of(world.home()), e).asException(e);
        }
    }

    private RunResult result(LocalWorld world, Execution execution, Optional<Path> report) {
        var now = execution.stoppedAt().orElseGet(Instant::now);
        var record = world.runFile(execution.name(), "run.json").flatMap(RunSession::record);
        return new RunResult(
                plan.command(),
                execution.name(),
                execution.status().name(),
                record.flatMap(RunRecord::verdict).map(Enum::name),
                problem(execution, record),
                Duration.between(execution.startedAt(), now).toMillis() / 1000.0,
                LiveRecords.of(execution, now),
                world.runFile(execution.name(), "report.json").flatMap(RunSession::databases),
                report);
    }

    private static Optional<Problem> problem(Execution execution, Optional<RunRecord> record) {
        if (execution.status() == ExecutionStatus.SUCCEEDED) {
            return Optional.empty();
        }
        if (execution.status() == ExecutionStatus.ABORTED) {
            return Optional.of(Problem.operator(
                    "RUN_STOPPED",
                    "The run " + execution.name() + " was stopped before its end; its lock is released.",
                    "docs/what-if.md says what is true after the state it was in."));
        }
        var state = record.flatMap(RunRecord::failure)
                .map(RunRecord.FailedState::state)
                .orElse("OpenRun");
        return Optional.of(new Failure(
                        state,
                        execution.error().orElse(execution.status().name()),
                        execution.cause().orElse(""))
                .problem());
    }

    private static Optional<RunRecord> record(byte[] json) {
        try {
            return Optional.of(Json.MAPPER.readValue(json, RunRecord.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<com.fasterxml.jackson.databind.JsonNode> databases(byte[] json) {
        try {
            return Optional.of(Json.MAPPER.readTree(json).path("databases"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
