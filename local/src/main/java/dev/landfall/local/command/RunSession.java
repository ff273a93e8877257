package dev.landfall.local.command;

import dev.landfall.local.command.view.Display;
import dev.landfall.local.command.view.RunView;
import dev.landfall.local.command.view.RunViewer;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.world.LocalWorld;
import dev.landfall.local.world.OwnerFile;
import dev.landfall.local.world.WorldOptions;
import dev.landfall.local.world.WorldProblem;
import dev.landfall.local.world.execution.LiveRecords;
import dev.landfall.model.Json;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.run.ShellCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One run from the opening of the world to its closing. */
final class RunSession {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final ShellCommand LOCAL = new ShellCommand(false);

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
                display.say("stopping the run, closing it and giving back what it holds; once more ends at once");
                execution.stop("Landfall.Interrupted", "The operator stopped the command.");
            });
            followed(world, execution);
            world.settle();
            var report = out.flatMap(folder -> folder.fill(world.gateways().runStore(), execution.name()));
            return result(world, execution, report);
        }
    }

    /** What keeps this command from following must not leave the run behind as if it had been killed. */
    private void followed(LocalWorld world, Execution execution) {
        try {
            follow(world, execution);
        } catch (LandfallException e) {
            display.say("stopping the run, for this command cannot go on");
            execution.stop("Landfall.CommandFailed", e.problem().seen());
            world.settle();
            RunOutput.tell(RunEnding.situation(world.gateways().runStore(), LOCAL));
            throw e;
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
        return new RunEnding(
                        plan.command(),
                        execution.name(),
                        execution.status().name(),
                        execution.error(),
                        execution.cause(),
                        Duration.between(execution.startedAt(), now))
                .result(world.gateways().runStore(), LiveRecords.of(execution, now), report, LOCAL);
    }
}
