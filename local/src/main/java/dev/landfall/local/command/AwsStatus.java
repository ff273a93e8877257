package dev.landfall.local.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.gateway.Machines.Started;
import dev.landfall.local.command.view.Figures;
import dev.landfall.local.command.view.RunView;
import dev.landfall.local.command.view.ViewText;
import dev.landfall.local.remote.ConsoleLink;
import dev.landfall.local.remote.Deployment;
import dev.landfall.local.remote.RemoteViewer;
import dev.landfall.model.Json;
import dev.landfall.run.RunFiles;
import dev.landfall.run.ShellCommand;
import dev.landfall.standing.Situation;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The newest runs of the deployed Landfall; reads only. */
record AwsStatus(Deployment deployment, Clock clock) {

    /** What {@code --json} prints. */
    private record Status(Situation situation, List<RunView> now, List<Started> executions) {}

    /** Exit code. */
    int print(PrintStream out, int shown, boolean json) throws JsonProcessingException {
        var executions = deployment.machines().newest(shown);
        var situation = Situation.of(new RunFiles(deployment.store()), new ShellCommand(true, deployment.name()));
        var viewer = new RemoteViewer(deployment, clock);
        var now = executions.stream()
                .filter(Started::isRunning)
                .map(execution -> viewer.look(execution.machine(), execution))
                .toList();
        if (json) {
            out.println(Json.MAPPER
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(new Status(situation, now, executions)));
            return 0;
        }
        situation.lines().forEach(out::println);
        if (executions.isEmpty()) {
            out.println("runs       none yet: ./landfall rehearse --aws");
        }
        for (var execution : executions) {
            out.println("run        " + execution.name() + "  " + execution.status() + took(execution));
            out.println("           " + ConsoleLink.of(execution.arn()));
            now.stream()
                    .filter(view -> view.runId().equals(execution.name()))
                    .flatMap(view -> ViewText.now(view).stream())
                    .forEach(line -> out.println("           " + line));
        }
        return 0;
    }

    private static String took(Started execution) {
        return execution
                .stoppedAt()
                .map(end -> " in " + Figures.duration(Duration.between(execution.startedAt(), end)))
                .orElse("");
    }
}
