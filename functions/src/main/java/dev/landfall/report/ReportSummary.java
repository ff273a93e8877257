package dev.landfall.report;

import dev.landfall.preflight.PreflightReport;
import dev.landfall.probe.ProbeReport;
import dev.landfall.report.Report.ReportedDatabase;
import dev.landfall.run.Verdict;

/**
 * The few sentences and figures at the top of the page.
 *
 * @param headline one sentence that says how it ended
 */
public record ReportSummary(
        String headline, long rows, long bytes, long warnings, long blockers, long probesPassed, long probesFailed) {

    static ReportSummary of(Report report) {
        return new ReportSummary(
                headline(report),
                report.databases().stream().mapToLong(ReportedDatabase::rows).sum(),
                report.databases().stream().mapToLong(ReportedDatabase::bytes).sum(),
                checks(report, PreflightReport.Result.WARNING),
                checks(report, PreflightReport.Result.BLOCKER),
                probes(report, ProbeReport.Result.PASSED),
                probes(report, ProbeReport.Result.FAILED));
    }

    private static String headline(Report report) {
        if (report.verdict() == Verdict.FAILED) {
            return switch (report.mode()) {
                case REHEARSAL -> "The rehearsal did not get through. The source was not touched.";
                case CUTOVER ->
                    "The cutover did not get through."
                            + (isReturned(report)
                                    ? " The source was brought back."
                                    : " Read docs/what-if.md for what is true now.");
                case ROLLBACK -> "The rollback did not get through.";
                case CAPTURE -> "The capture did not get through. The source was not touched.";
                case PREFLIGHT -> "Something is in the way of the move. Nothing was touched.";
            };
        }
        return switch (report.mode()) {
            case REHEARSAL ->
                isEqual(report)
                        ? "The whole move was rehearsed and every comparison agrees."
                        : report.sharedDatabases().isEmpty()
                                ? "The rehearsal got through."
                                : "The move was rehearsed as far as a live database lets it: the target reaches it, and nothing was woken.";
            case CUTOVER -> report.domain() + " is served by the target.";
            case ROLLBACK -> report.domain() + " is served by the source again.";
            case CAPTURE -> "The source is known.";
            case PREFLIGHT -> "Nothing is in the way of the move.";
        };
    }

    private static boolean isReturned(Report report) {
        return report.states().stream()
                .anyMatch(state ->
                        state.name().equals("ReturnToSource") && state.outcome().equals("SUCCEEDED"));
    }

    private static boolean isEqual(Report report) {
        return !report.databases().isEmpty()
                && report.databases().stream()
                        .allMatch(database -> database.matches().orElse(false));
    }

    private static long checks(Report report, PreflightReport.Result result) {
        return report.preflight().stream()
                .filter(check -> check.result() == result)
                .count();
    }

    private static long probes(Report report, ProbeReport.Result result) {
        return report.probes().stream()
                .filter(reported -> reported.probe().result() == result)
                .count();
    }
}
