package dev.landfall.local.command;

import dev.landfall.ledger.Ledger;
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

    @Override
    public Integer call() {
        if (!taskDefinitions.isEmpty()) {
            return captureFiles();
        }
        if (!services.isEmpty()) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(),
                    "--service tells how task definitions run, so it needs --task-definition");
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
        ledger.map(LedgerTable::of).ifPresent(System.out::println);
        System.out.println("Ledger and a first kit in " + out);
        return ledger.filter(each -> LedgerTable.isClear(each)).isPresent() ? 0 : 1;
    }

    private int capture(String word) {
        var chosen = Sample.of(word)
                .orElseThrow(() -> new ParameterException(
                        java.util.Objects.requireNonNull(spec).commandLine(),
                        "--sample takes one of " + Sample.words() + ", not '" + word + "'"));
        var out = options().out().orElse(Path.of(OUT)).resolve(word);
        var runId = RunPlan.capture().runId(Instant.now());
        new OutFolder(out).prepare();
        var run = new SampleRun(chosen, out.resolve("world"));
        var ended = run.run(LocalWorld.machine(WorldMixin.checkout(), "capture"), runId);
        new OutFolder(out).fill(run.store(), runId);
        System.out.println(runId + " of " + word + " " + ended.status() + "; ledger and kit in " + out);
        if (!ended.succeeded()) {
            Complaint.print(System.err, problem(ended, run));
        }
        return ended.succeeded() ? 0 : 1;
    }

    private static Problem problem(SampleRun.Ended ended, SampleRun run) {
        return RunEnding.record(run.store(), ended.runId())
                .flatMap(record -> record.failure())
                .map(failure -> failure.problem())
                .orElseGet(() -> Problem.operator(
                        "CAPTURE_FAILED", ended.error() + " " + ended.cause(), "Look at the run's record."));
    }
}
