package dev.landfall.local.command;

import dev.landfall.embedded.S3Server;
import dev.landfall.freeze.Standing;
import dev.landfall.gateway.aws.S3RunStore;
import dev.landfall.local.command.view.Figures;
import dev.landfall.local.command.view.RunView;
import dev.landfall.local.command.view.ViewText;
import dev.landfall.local.world.Presence;
import dev.landfall.local.world.WorldHome;
import dev.landfall.local.world.execution.ExecutionRecord;
import dev.landfall.local.world.execution.ExecutionRecords;
import dev.landfall.model.Json;
import dev.landfall.run.RunFiles;
import dev.landfall.run.ShellCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}: reads only, also while another command runs. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows what runs now and what ran before. Reads only.")
final class StatusCommand implements Callable<Integer> {

    private static final int SHOWN = 10;

    @Mixin
    private WorldMixin world = new WorldMixin();

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Option(
            names = "--aws",
            description = "Of the deployed Landfall: its newest runs, and what those that run wait for.")
    private boolean aws;

    @Mixin
    private DeploymentMixin deployment = new DeploymentMixin();

    /** What {@code --json} prints; {@code now} is empty where no command runs. */
    private record Status(
            Optional<Standing> standing,
            Optional<Presence> open,
            Optional<RunView> now,
            List<ExecutionRecord> executions) {}

    @Override
    public Integer call() throws IOException {
        if (aws) {
            return new AwsStatus(deployment.ofThisAccount(world.configuration()), Clock.systemUTC())
                    .print(System.out, SHOWN, json);
        }
        var home = world.home();
        var open = Presence.read(home);
        var records = new ExecutionRecords(home.executions(), Clock.systemUTC()).all();
        var status = new Status(
                open.map(StatusCommand::standing), open, open.isPresent() ? view(home) : Optional.empty(), records);
        if (json) {
            System.out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(status));
        } else {
            print(home, status);
        }
        return 0;
    }

    private static void print(WorldHome home, Status status) {
        System.out.println(status.standing()
                .map(standing -> standing.line(new ShellCommand(false)))
                .or(() -> killed(status.executions()))
                .orElse("Live: as the last run left it; its report says so in its first line."));
        System.out.println("world      " + home.root());
        if (status.open().isEmpty()) {
            System.out.println("running    nothing");
        } else {
            var open = status.open().get();
            System.out.println("running    process " + open.pid());
            open.addresses()
                    .forEach((what, where) -> System.out.printf(
                            "           %-16s %s%s%n",
                            what,
                            where,
                            Optional.ofNullable(open.pids().get(what))
                                    .map(pid -> "  (process " + pid + ")")
                                    .orElse("")));
            status.now().ifPresent(StatusCommand::print);
        }
        var executions = status.executions();
        executions.stream().skip(Math.max(0, executions.size() - SHOWN)).forEach(StatusCommand::print);
        if (executions.isEmpty()) {
            System.out.println("runs       none yet: ./landfall rehearse --yes --out DIR");
        }
    }

    private static Standing standing(Presence open) {
        return Standing.of(new RunFiles(S3RunStore.at(open.store(), S3Server.BUCKET)));
    }

    /** Its process is gone, so nothing works for it, and nothing has closed it yet. */
    private static Optional<String> killed(List<ExecutionRecord> executions) {
        return executions.stream()
                .filter(record -> record.status().equals("RUNNING"))
                .findFirst()
                .map(record -> "Live: not known. The run " + record.name()
                        + " was killed; if it froze the source, the source stands at 0."
                        + " To close it and give the source back: ./landfall preflight");
    }

    private static void print(RunView view) {
        System.out.println("now        " + view.runId() + ", "
                + Figures.duration(Duration.between(view.startedAt(), view.at())) + " since its start");
        ViewText.now(view).forEach(line -> System.out.println("           " + line));
    }

    private static void print(ExecutionRecord record) {
        var took = record.stoppedAt()
                .map(end -> " in " + Figures.duration(Duration.between(record.startedAt(), end)))
                .orElse("");
        System.out.println("run        " + record.name() + "  " + record.status() + took);
    }

    private static Optional<RunView> view(WorldHome home) throws IOException {
        var file = StatusFile.of(home);
        return Files.exists(file)
                ? Optional.of(Json.MAPPER.readValue(file.toFile(), RunView.class))
                        .filter(view -> view.status().equals("RUNNING"))
                : Optional.empty();
    }
}
