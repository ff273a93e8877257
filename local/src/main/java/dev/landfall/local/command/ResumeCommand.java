package dev.landfall.local.command;

import dev.landfall.freeze.Standing;
import dev.landfall.local.command.view.Display;
import dev.landfall.local.remote.ConsoleLink;
import dev.landfall.local.remote.Deployment;
import dev.landfall.local.remote.RemoteRun;
import dev.landfall.local.remote.Resumption;
import dev.landfall.model.RunName;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.RunFiles;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code resume}: goes on with a run that ended before its time, and says how and why so. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = {
            "Goes on with a run of the deployed Landfall that ended before its time: redrives the execution where",
            "that can help, starts another one where it cannot, and says why. The local world has nothing to resume:",
            "run the command again."
        })
final class ResumeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "The run's id, which is its execution's name.")
    private String runId = "";

    @Option(names = "--aws", description = "Runs of the deployed Landfall: there are no others to resume.")
    private boolean aws;

    @Mixin
    private DeploymentMixin deployment = new DeploymentMixin();

    @Option(names = "--dry-run", description = "Says what it would do, and does nothing.")
    private boolean dry;

    @Option(names = "--no-follow", description = "Does not wait for the run's end.")
    private boolean unfollowed;

    @Option(names = "--json", description = "Prints one JSON object on standard output, and progress on the other.")
    private boolean json;

    @Override
    public Integer call() {
        if (!aws) {
            throw Problem.operator(
                            "NOTHING_TO_RESUME",
                            "A run of the local world is not resumed: its steps run twice without harm.",
                            "Run its command again; with --aws this goes on with a run of the deployed Landfall.")
                    .asException();
        }
        try (var display = Displays.open(json)) {
            return resume(deployment.ofThisAccount(WorldMixin.checkout().resolve("landfall.json")), display);
        }
    }

    /** Exit code. */
    int resume(Deployment deployment, Display display) {
        var execution = deployment.machines().find(RunName.check(runId)).orElseThrow(() -> RemoteRun.unknown(runId));
        var choice = Resumption.choose(
                execution,
                RunEnding.record(deployment.store(), runId),
                run -> Standing.of(new RunFiles(deployment.store())).leftAtZeroBy(run.runId()));
        var session = new AwsSession(deployment, display);
        return switch (choice) {
            case Resumption.Refuse(var problem) -> throw problem.asException();
            case Resumption.Nothing(var why) -> {
                display.say("nothing to resume: " + why);
                yield 0;
            }
            case Resumption.Follow(var why) -> {
                display.say("nothing to resume: " + why);
                yield follow(session, display, runId);
            }
            case Resumption.Redrive(var why) -> {
                display.say("redriving " + runId + ": " + why);
                if (!dry) {
                    deployment.machines().redrive(execution.arn());
                    display.say(ConsoleLink.of(execution.arn()));
                }
                yield follow(session, display, runId);
            }
            case Resumption.StartAgain(var why, var machine, var input) -> {
                var next = RunPlan.again(runId, Instant.now());
                display.say("starting " + next + " instead: " + why);
                if (!dry) {
                    session.start(machine, next, input);
                }
                yield follow(session, display, next);
            }
        };
    }

    private int follow(AwsSession session, Display display, String id) {
        return dry || unfollowed ? 0 : RunOutput.print(session.follow("resume", id, Optional.empty()), json, display);
    }
}
