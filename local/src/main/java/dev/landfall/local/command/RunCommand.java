package dev.landfall.local.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.local.command.view.Display;
import dev.landfall.local.command.view.Figures;
import dev.landfall.local.command.view.LineDisplay;
import dev.landfall.local.command.view.TerminalDisplay;
import dev.landfall.model.Json;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that starts a run and stays until its end. Exit code 0 only where the execution SUCCEEDED. */
abstract class RunCommand implements Callable<Integer> {

    @Mixin
    private WorldMixin world = new WorldMixin();

    @Mixin
    private RunMixin options = new RunMixin();

    abstract RunPlan plan();

    @Override
    public final Integer call() throws JsonProcessingException {
        LogFile.openIn(world.home());
        try (var display = display()) {
            var result = new RunSession(plan(), options.yes(), display)
                    .run(world.options(options.scale()), options.out().map(OutFolder::new));
            if (options.json()) {
                System.out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result));
            } else {
                display.say(verdict(result));
            }
            result.problem().ifPresent(problem -> Complaint.print(System.err, problem));
            return result.succeeded() ? 0 : 1;
        }
    }

    private Display display() {
        PrintStream out = options.json() ? System.err : System.out;
        return !options.json() && Boolean.getBoolean("landfall.terminal")
                ? new TerminalDisplay(out, Integer.getInteger("landfall.columns", 100))
                : new LineDisplay(out);
    }

    private static String verdict(RunResult result) {
        var took = Figures.duration(Duration.ofMillis((long) (result.seconds() * 1000)));
        var text = result.runId() + " " + (result.succeeded() ? result.verdict().orElse("SUCCEEDED") : result.status())
                + " in " + took;
        return result.report().map(report -> text + "; report: " + report).orElse(text);
    }
}
