package dev.landfall.local.command;

import dev.landfall.freeze.Standing;
import dev.landfall.local.command.view.Display;
import dev.landfall.local.output.ExitKind;
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

    @Mixin
    private WorldMixin world = new WorldMixin();

    @Mixin
    private JsonMixin json = new JsonMixin();

    /** What {@code --json} prints where it does not follow a run; {@code run} is the one that goes on. */
    private record Decided(String command, String runId, String decision, String why, String run, boolean done) {}

    @Override
    public Integer call() {
        RunName.check(runId);
        OtherPlace.refuse("--home", aws && world.isHomeGiven());
        if (!aws) {
            throw Problem.operator(
                            "NOTHING_TO_RESUME",
                            "A run of the local world is not resumed: its steps run twice without harm.",
                            "./landfall status says what is true now and the one command that leads on; with --aws this goes on with a run of the deployed Landfall.")
                    .asException();
        }
        try (var display = Displays.open(json.isAsked())) {
            return resume(deployment.ofThisAccount(world.configuration()), display);
        }
    }

    /** Exit code. */
    int resume(Deployment deployment, Display display) {
        var execution = deployment.machines().find(runId).orElseThrow(() -> RemoteRun.unknown(runId));
        var choice = Resumption.choose(
                execution,
                RunEnding.record(deployment.store(), runId),
                run -> Standing.of(new RunFiles(deployment.store())).leftAtZeroBy(run.runId()));
        var session = new AwsSession(deployment, display);
        return switch (choice) {
            case Resumption.Refuse(var problem) -> throw problem.asException();
            case Resumption.Nothing(var why) -> {
                display.say("nothing to resume: " + why);
                yield told("NOTHING", why, runId, false);
            }
            case Resumption.Follow(var why) -> {
                display.say("nothing to resume: " + why);
                yield follow(session, display, "FOLLOW", why, runId);
            }
            case Resumption.Redrive(var why) -> {
                display.say("redriving " + runId + ": " + why);
                if (!dry) {
                    deployment.machines().redrive(execution.arn());
                    display.say(ConsoleLink.of(execution.arn()));
                }
                yield follow(session, display, "REDRIVE", why, runId);
            }
            case Resumption.StartAgain(var why, var machine, var input) -> {
                var next = RunPlan.again(runId, Instant.now());
                display.say("starting " + next + " instead: " + why);
                if (!dry) {
                    session.start(machine, next, input);
                }
                yield follow(session, display, "START_AGAIN", why, next);
            }
        };
    }

    private int follow(AwsSession session, Display display, String decision, String why, String id) {
        return dry || unfollowed
                ? told(decision, why, id, !dry)
                : RunOutput.print(session.follow("resume", id, Optional.empty()), json.isAsked(), display);
    }

    private int told(String decision, String why, String id, boolean done) {
        if (json.isAsked()) {
            RunCommand.print(new Decided("resume", runId, decision, why, id, done));
        }
        return ExitKind.DONE.code();
    }
}
