package dev.landfall.local.command;

import dev.landfall.ledger.Ledger;
import dev.landfall.local.output.ExitKind;
import dev.landfall.local.sample.DescribedTasks;
import dev.landfall.local.sample.Sample;
import dev.landfall.local.sample.SampleRun;
import dev.landfall.local.world.LocalWorld;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.RunFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code capture}: of the local world, or of a sample in memory. */
@Command(
        name = "capture",
        mixinStandardHelpOptions = true,
        description = "Gets to know the source and writes the config ledger and the blueprint kit. Nothing is changed.")
final class CaptureCommand extends RunCommand {

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private InstallMixin install = new InstallMixin();

    private static final String OUT = "capture";

    @Spec
    private @org.jspecify.annotations.Nullable CommandSpec spec;

    @Option(
            names = "--sample",
            paramLabel = "NAME",
            description = "Captures a public deployment in memory instead: cloudformation-fargate, "
                    + "cloudformation-workflows, cloudformation-agents, terraform-modules or whole-secrets.")
    private Optional<String> sample = Optional.empty();

    @Option(
            names = "--task-definition",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Captures what `aws ecs describe-task-definition` printed instead: no account is needed.")
    private List<Path> taskDefinitions = List.of();

    @Option(
            names = "--service",
            paramLabel = "FILE",
            arity = "1..*",
            description = "What `aws ecs describe-services` printed: which task definitions run, and how often.")
    private List<Path> services = List.of();

    @Override
    RunPlan plan() {
        return RunPlan.capture();
    }

    /** A sample and described tasks are captured on this machine. */
    @Override
    void check(boolean inAws) {
        if (inAws && !isOfTheWorld()) {
            throw wrong("--sample, --task-definition and --service capture on this machine, without --aws");
        }
        if (!isOfTheWorld() && !ofTheLocalWorld().isEmpty()) {
            throw wrong(String.join(", ", ofTheLocalWorld())
                    + ": of the local world, which --sample and --task-definition do without");
        }
        if (sample.isPresent() && !taskDefinitions.isEmpty()) {
            throw wrong("--sample and --task-definition are two sources; give one");
        }
        if (taskDefinitions.isEmpty() && !services.isEmpty()) {
            throw wrong("--service tells how task definitions run, so it needs --task-definition");
        }
    }

    private boolean isOfTheWorld() {
        return sample.isEmpty() && taskDefinitions.isEmpty() && services.isEmpty();
    }

    private ParameterException wrong(String why) {
        return new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), why);
    }

    @Override
    public Integer call() {
        if (!isOfTheWorld()) {
            check(isInAws());
        }
        if (!taskDefinitions.isEmpty()) {
            return captureFiles();
        }
        return sample.isPresent() ? capture(sample.get()) : super.call();
    }

    /** A first answer: what would be carried, and what would have to be decided. */
    private int captureFiles() {
        var source = DescribedTasks.read(
                "described",
                Stream.concat(taskDefinitions.stream(), services.stream()).toList());
        var out = options().out().orElse(Path.of(OUT)).resolve(source.word());
        var runId = RunPlan.capture().runId(Instant.now());
        new OutFolder(out).prepare();
        var run = new SampleRun(source, out.resolve("world"));
        run.run(LocalWorld.machine(WorldMixin.checkout(), "capture"), runId);
        new OutFolder(out).fill(run.store(), runId);
        var ledger = new RunFiles(run.store()).read(Ledger.key(runId), Ledger.class);
        var clear = ledger.filter(each -> LedgerTable.isClear(each)).isPresent();
        if (json()) {
            print(new Captured(runId, source.word(), clear, out, Optional.empty()));
        } else {
            ledger.map(LedgerTable::of).ifPresent(System.out::println);
            System.out.println("Ledger and a first kit in " + out);
        }
        return (clear ? ExitKind.DONE : ExitKind.FAILED).code();
    }

    private int capture(String word) {
        var chosen = Sample.of(word)
                .orElseThrow(() -> wrong("--sample takes one of " + Sample.words() + ", not '" + word + "'"));
        var out = options().out().orElse(Path.of(OUT)).resolve(word);
        var runId = RunPlan.capture().runId(Instant.now());
        new OutFolder(out).prepare();
        var run = new SampleRun(chosen, out.resolve("world"));
        var ended = run.run(LocalWorld.machine(WorldMixin.checkout(), "capture"), runId);
        new OutFolder(out).fill(run.store(), runId);
        var problem = ended.succeeded() ? Optional.<Problem>empty() : Optional.of(problem(ended, run));
        if (json()) {
            print(new Captured(runId, word, ended.succeeded(), out, problem));
        } else {
            System.out.println(runId + " of " + word + " " + ended.status() + "; ledger and kit in " + out);
        }
        problem.ifPresent(Complaint::print);
        return (ended.succeeded() ? ExitKind.DONE : ExitKind.FAILED).code();
    }

    /** What {@code --json} prints; {@code clear} is false where something has to be decided or went wrong. */
    private record Captured(String runId, String of, boolean clear, Path out, Optional<Problem> problem) {}

    private static Problem problem(SampleRun.Ended ended, SampleRun run) {
        return RunEnding.record(run.store(), ended.runId())
                .flatMap(record -> record.failure())
                .map(failure -> failure.problem())
                .orElseGet(() -> Problem.operator(
                        "CAPTURE_FAILED", ended.error() + " " + ended.cause(), "Look at the run's record."));
    }
}
