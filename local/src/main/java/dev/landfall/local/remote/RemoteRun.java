package dev.landfall.local.remote;

import dev.landfall.gateway.Machines.Started;
import dev.landfall.local.command.view.Display;
import dev.landfall.model.failure.Problem;
import java.time.Clock;
import java.time.Duration;

/** Follows one execution in AWS to its end. */
public final class RemoteRun {

    private final Deployment deployment;
    private final Display display;
    private final Duration lookEvery;
    private final RemoteViewer viewer;

    public RemoteRun(Deployment deployment, Display display, Duration lookEvery, Clock clock) {
        this.deployment = deployment;
        this.display = display;
        this.lookEvery = lookEvery;
        this.viewer = new RemoteViewer(deployment, clock);
    }

    /** Returns when it has ended; leaving earlier (Ctrl-C) leaves the execution to itself. */
    public Started follow(String command, String runId) {
        var now = find(runId);
        display.show(viewer.look(command, now));
        while (now.isRunning()) {
            pause();
            now = find(runId);
            display.show(viewer.look(command, now));
        }
        return now;
    }

    private Started find(String runId) {
        return deployment.machines().find(runId).orElseThrow(() -> unknown(runId));
    }

    /** {@code RUN_UNKNOWN}. */
    public static RuntimeException unknown(String runId) {
        return Problem.operator(
                        "RUN_UNKNOWN",
                        "No execution of Landfall in this account and region is named " + runId + ".",
                        "./landfall status --aws lists the newest runs.")
                .asException();
    }

    private void pause() {
        try {
            Thread.sleep(lookEvery);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while following a run", e);
        }
    }
}
