package dev.landfall.local.command;

import dev.landfall.local.command.view.Display;
import dev.landfall.local.command.view.Figures;
import dev.landfall.local.output.ExitKind;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.standing.Situation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a command that follows a run ends with. */
final class RunOutput {

    private RunOutput() {}

    /** The exit code: 0 only where the execution SUCCEEDED. */
    static int print(RunResult result, boolean json, Display display) {
        if (json) {
            RunCommand.print(result);
        } else {
            if (result.command().equals("preflight")) {
                Stream.concat(result.functions().stream(), result.attention().stream())
                        .distinct()
                        .forEach(check -> display.say(line(check)));
            }
            display.say(verdict(result));
        }
        result.problem().ifPresent(Complaint::print);
        if (!result.succeeded()) {
            tell(result.now());
        }
        if (result.succeeded()) {
            return ExitKind.DONE.code();
        }
        return Interrupt.number() > 0 ? ExitKind.SIGNAL + Interrupt.number() : ExitKind.FAILED.code();
    }

    /** What is true now, and the way on, as the last thing that is said. */
    static void tell(Optional<Situation> now) {
        now.map(Situation::lines)
                .orElse(List.of("What is true now could not be read. ./landfall status tries again."))
                .forEach(System.err::println);
        System.err.flush();
    }

    private static String line(Check check) {
        return check.result().name().toLowerCase(Locale.ROOT) + " " + check.name() + ": " + check.seen()
                + check.remedy().map(remedy -> " " + remedy).orElse("");
    }

    private static String verdict(RunResult result) {
        var took = Figures.duration(Duration.ofMillis((long) (result.seconds() * 1000)));
        var text = result.runId() + " " + (result.succeeded() ? result.verdict().orElse("SUCCEEDED") : result.status())
                + " in " + took;
        return result.report()
                .map(report -> text + "; "
                        + (report.endsWith("report.html") ? "report: " : "no report was written; ledger: ") + report)
                .orElse(text);
    }
}
