package dev.landfall.local.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.local.command.view.Display;
import dev.landfall.local.command.view.Figures;
import dev.landfall.model.Json;
import dev.landfall.preflight.PreflightReport.Check;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/** What a command that follows a run ends with. */
final class RunOutput {

    private RunOutput() {}

    /** The exit code: 0 only where the execution SUCCEEDED. */
    static int print(RunResult result, boolean json, Display display) {
        if (json) {
            System.out.println(text(result));
        } else {
            if (result.command().equals("preflight")) {
                Stream.concat(result.functions().stream(), result.attention().stream())
                        .distinct()
                        .forEach(check -> display.say(line(check)));
            }
            display.say(verdict(result));
        }
        result.problem().ifPresent(problem -> Complaint.print(System.err, problem));
        return result.succeeded() ? 0 : 1;
    }

    private static String line(Check check) {
        return check.result().name().toLowerCase(Locale.ROOT) + " " + check.name() + ": " + check.seen()
                + check.remedy().map(remedy -> " " + remedy).orElse("");
    }

    private static String text(RunResult result) {
        try {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result cannot be written as JSON", e);
        }
    }

    private static String verdict(RunResult result) {
        var took = Figures.duration(Duration.ofMillis((long) (result.seconds() * 1000)));
        var text = result.runId() + " " + (result.succeeded() ? result.verdict().orElse("SUCCEEDED") : result.status())
                + " in " + took;
        return result.report().map(report -> text + "; report: " + report).orElse(text);
    }
}
