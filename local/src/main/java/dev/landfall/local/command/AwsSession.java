package dev.landfall.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.Machines.Started;
import dev.landfall.local.command.view.Display;
import dev.landfall.local.remote.ConsoleLink;
import dev.landfall.local.remote.Deployment;
import dev.landfall.local.remote.RemoteRun;
import dev.landfall.run.ShellCommand;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Runs of the deployed Landfall. */
final class AwsSession {

    /** Reading a history costs a request for each thousand events, and an account has a limit. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final Deployment deployment;
    private final Display display;
    private final RemoteRun runs;

    AwsSession(Deployment deployment, Display display) {
        this(deployment, display, LOOK_EVERY);
    }

    AwsSession(Deployment deployment, Display display, Duration lookEvery) {
        this.deployment = deployment;
        this.display = display;
        this.runs = new RemoteRun(deployment, display, lookEvery, Clock.systemUTC());
    }

    /** Returns its ARN. */
    String start(String machine, String runId, JsonNode input) {
        var arn = deployment.machines().start(machine, runId, input.toString());
        display.say("run " + runId);
        display.say(ConsoleLink.of(arn));
        return arn;
    }

    /** Leaving it with Ctrl-C leaves the run to itself. */
    RunResult follow(String command, String runId, Optional<OutFolder> out) {
        return result(command, runs.follow(command, runId), out);
    }

    private RunResult result(String command, Started ended, Optional<OutFolder> out) {
        var took = Duration.between(ended.startedAt(), ended.stoppedAt().orElseGet(Instant::now));
        return new RunEnding(command, ended.name(), ended.status(), ended.error(), ended.cause(), took)
                .result(
                        deployment.store(),
                        deployment.executions().states(ended.arn()),
                        out.flatMap(folder -> folder.fill(deployment.store(), ended.name())),
                        new ShellCommand(true, deployment.name()));
    }
}
