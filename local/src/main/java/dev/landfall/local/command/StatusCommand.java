package dev.landfall.local.command;

import dev.landfall.local.command.view.Figures;
import dev.landfall.local.command.view.RunView;
import dev.landfall.local.command.view.ViewText;
import dev.landfall.local.output.ExitKind;
import dev.landfall.local.world.Presence;
import dev.landfall.local.world.WorldHome;
import dev.landfall.local.world.WorldLock;
import dev.landfall.local.world.execution.ExecutionRecord;
import dev.landfall.local.world.execution.ExecutionRecords;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import dev.landfall.standing.Situation;
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
    private static final String CUT_OFF = "CUT_OFF";

    @Mixin
    private WorldMixin world = new WorldMixin();

    @Mixin
    private JsonMixin json = new JsonMixin();

    @Option(
            names = "--aws",
            description = "Of the deployed Landfall: its newest runs, and what those that run wait for.")
    private boolean aws;

    @Mixin
    private DeploymentMixin deployment = new DeploymentMixin();

    /** What {@code --json} prints; {@code now} is empty where no command runs. */
    private record Status(
            Optional<Situation> situation,
            Optional<Problem> problem,
            Optional<Presence> open,
            Optional<RunView> now,
            List<ExecutionRecord> executions) {}

    @Override
    public Integer call() throws IOException {
        if (aws) {
            OtherPlace.refuse("--home", world.isHomeGiven());
            return new AwsStatus(deployment.ofThisAccount(world.configuration()), Clock.systemUTC())
                    .print(System.out, SHOWN, json.isAsked());
        }
        OtherPlace.needsAws("--deployment", deployment.isGiven());
        var home = world.home();
        var open = Presence.read(home);
        var working = open.isPresent() || WorldLock.isHeld(home);
        var records = new ExecutionRecords(home.executions(), Clock.systemUTC())
                .all().stream()
                        .map(record -> record.isRunning() && !working ? record.cutOff() : record)
                        .toList();
        var cutOff = records.stream()
                .filter(record -> record.status().equals(CUT_OFF))
                .findFirst();
        var found = WorldSituation.of(home, open, cutOff);
        var status = new Status(
                found.situation(), found.problem(), open, open.isPresent() ? view(home) : Optional.empty(), records);
        if (json.isAsked()) {
            RunCommand.print(status);
        } else {
            found.lines(home).forEach(System.out::println);
            print(home, status);
        }
        return found.problem().map(ExitKind::of).orElse(ExitKind.DONE).code();
    }

    private static void print(WorldHome home, Status status) {
        System.out.println("world      " + home.root());
        if (status.open().isEmpty()) {
            System.out.println("running    nothing");
        } else {
            var open = status.open().get();
            System.out.println(
                    "running    process " + open.pid() + "; Ctrl-C there stops its run and gives back what it holds");
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
