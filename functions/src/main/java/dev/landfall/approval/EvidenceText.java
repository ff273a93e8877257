package dev.landfall.approval;

import dev.landfall.model.transfer.DivergenceReport;
import dev.landfall.model.transfer.TableDivergence;
import dev.landfall.preflight.PreflightReport;
import dev.landfall.probe.ProbeReport;
import dev.landfall.run.Configuration;
import dev.landfall.run.Forecast;
import dev.landfall.run.RunMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The evidence in sentences with figures, the same in mail and page. */
final class EvidenceText {

    private static final String WARNING = "Warning, ";
    private static final String FAILED = "FAILED, ";
    private static final String NOT_CHECKED = "Not checked, ";
    private static final String SINCE = "Since the rehearsal: ";

    private EvidenceText() {}

    /** Those lines that say what is not as it should be, or what nobody looked at. */
    static List<String> warnings(List<String> evidence) {
        return evidence.stream().filter(EvidenceText::isWarning).toList();
    }

    /** Those that say what differs from the last rehearsal. */
    static List<String> sinceRehearsal(List<String> evidence) {
        return evidence.stream()
                .filter(line -> line.startsWith(SINCE))
                .map(line -> line.substring(SINCE.length()))
                .toList();
    }

    static List<String> others(List<String> evidence) {
        return evidence.stream()
                .filter(line -> !isWarning(line) && !line.startsWith(SINCE))
                .toList();
    }

    private static boolean isWarning(String line) {
        return Stream.of(WARNING, FAILED, NOT_CHECKED).anyMatch(line::startsWith);
    }

    static List<String> lines(Evidence evidence, Configuration configuration) {
        var lines = new ArrayList<String>();
        evidence.deployedChange().ifPresent(lines::add);
        lines.addAll(evidence.run().notes());
        evidence.dns().ifPresent(dns -> lines.add(dns.text()));
        evidence.preflight().ifPresent(preflight -> {
            lines.add(preflight(preflight));
            lines.addAll(each(preflight));
        });
        for (var database : evidence.databases()) {
            lines.add("Database " + database.name() + ": " + database(database) + ".");
        }
        evidence.probes().ifPresent(probes -> {
            lines.add(probes(probes));
            lines.addAll(each(probes));
        });
        evidence.changes().forEach(change -> lines.add(SINCE + change));
        evidence.divergence().ifPresent(loss -> lines.addAll(divergence(loss)));
        if (evidence.run().mode() != RunMode.ROLLBACK) {
            lines.add(forecast(evidence, configuration));
        }
        return lines;
    }

    private static List<String> divergence(DivergenceReport loss) {
        var lines = new ArrayList<String>();
        for (var database : loss.unmeasured()) {
            lines.add("NOT MEASURED: what was written on the target since " + Figures.moment(loss.since()) + " in "
                    + database.database() + ", because: "
                    + database.notMeasured().orElse("no reason was given.")
                    + " Rolling back gives it up, however much it is.");
        }
        if (loss.sharedDatabase()) {
            lines.add("Rolling back gives nothing up: source and target work in one database.");
        } else if (loss.databases().isEmpty()
                || loss.unmeasured().size() < loss.databases().size()) {
            lines.add(written(loss));
        }
        lines.addAll(loss.concerns());
        return lines;
    }

    private static String written(DivergenceReport loss) {
        var before = loss.databases().stream()
                .flatMap(database -> database.tables().stream())
                .mapToLong(TableDivergence::writtenBefore)
                .sum();
        return "Written on the target since " + Figures.moment(loss.since()) + ": " + Figures.count(loss.written())
                + " rows inserted or updated, " + Figures.count(loss.gone()) + " rows of the copy changed or gone"
                + (before == 0
                        ? ""
                        : " (" + Figures.count(before)
                                + " rows of these tables the target itself wrote before it went live)")
                + ". Rolling back gives them up.";
    }

    private static String preflight(PreflightReport report) {
        return "Preflight: ok " + count(report, PreflightReport.Result.OK) + ", warnings "
                + count(report, PreflightReport.Result.WARNING) + ", blockers "
                + count(report, PreflightReport.Result.BLOCKER) + ", not checked "
                + count(report, PreflightReport.Result.NOT_CHECKED)
                + notNeeded(count(report, PreflightReport.Result.NOT_NEEDED)) + ".";
    }

    private static List<String> each(PreflightReport report) {
        return report.checks().stream()
                .filter(check -> !check.name().equals(SinceRehearsal.DRIFT))
                .flatMap(check -> (switch (check.result()) {
                            case WARNING -> Optional.of(WARNING + check.name() + ": " + check.seen());
                            case BLOCKER -> Optional.of(FAILED + check.name() + ": " + check.seen());
                            case NOT_CHECKED -> Optional.of(NOT_CHECKED + check.name() + ": " + check.seen());
                            case OK, NOT_NEEDED -> Optional.<String>empty();
                        })
                        .stream())
                .toList();
    }

    private static List<String> each(ProbeReport report) {
        return report.probes().stream()
                .flatMap(probe -> (switch (probe.result()) {
                            case FAILED -> Optional.of(FAILED + probe.name() + ": " + probe.seen());
                            case NOT_CHECKED -> Optional.of(NOT_CHECKED + probe.name() + ": " + probe.seen());
                            case PASSED, NOT_NEEDED -> Optional.<String>empty();
                        })
                        .stream())
                .toList();
    }

    private static String notNeeded(long count) {
        return count == 0 ? "" : ", not needed " + count;
    }

    private static long count(PreflightReport report, PreflightReport.Result result) {
        return report.checks().stream()
                .filter(check -> check.result() == result)
                .count();
    }

    private static String probes(ProbeReport report) {
        return "Probes: " + count(report, ProbeReport.Result.PASSED) + " passed, "
                + count(report, ProbeReport.Result.FAILED) + " failed, " + count(report, ProbeReport.Result.NOT_CHECKED)
                + " not checked" + notNeeded(count(report, ProbeReport.Result.NOT_NEEDED)) + ".";
    }

    private static long count(ProbeReport report, ProbeReport.Result result) {
        return report.probes().stream()
                .filter(probe -> probe.result() == result)
                .count();
    }

    private static String database(Evidence.MovedDatabase database) {
        return database.reach()
                .map(reach -> "reached from the target's cluster; it is the source's own, with " + reach.tables()
                        + " tables, and nothing is copied")
                .or(() -> compared(database))
                .orElseGet(() -> database.manifest()
                        .map(manifest -> Figures.count(manifest.rows()) + " rows dumped, not compared yet")
                        .orElse("not copied yet"));
    }

    private static Optional<String> compared(Evidence.MovedDatabase database) {
        return database.comparison()
                .map(comparison -> Figures.count(comparison.rows()) + " rows in " + comparison.tables() + " tables, "
                        + Figures.bytes(comparison.bytes())
                        + (comparison.matches()
                                ? ", equal on both sides by "
                                        + comparison.level().name().toLowerCase(java.util.Locale.ROOT)
                                : ", DIFFERENT: " + comparison.differences().size() + " differences"));
    }

    /** A percentile of one is no percentile. */
    private static String forecast(Forecast forecast) {
        return forecast.rehearsals() == 1
                ? "Forecast of the lock-out, from the one rehearsal of this plan: " + Figures.duration(forecast.p50())
                : "Forecast of the lock-out, from " + forecast.rehearsals() + " rehearsals of this plan: p50 "
                        + Figures.duration(forecast.p50()) + ", p95 " + Figures.duration(forecast.p95());
    }

    private static String forecast(Evidence evidence, Configuration configuration) {
        var window = configuration.window().map(Figures::duration);
        return evidence.forecast()
                .map(forecast -> forecast(forecast)
                        + window.map(limit -> "; the window is " + limit
                                        + (forecast.p95()
                                                                .compareTo(configuration
                                                                        .window()
                                                                        .orElseThrow())
                                                        <= 0
                                                ? ", it fits."
                                                : ", IT DOES NOT FIT."))
                                .orElse("; no window is configured.")
                        + (evidence.run().sharesDatabase() ? " " + Forecast.WITHOUT_WAKING : ""))
                .orElse("Forecast: no rehearsal of this plan has passed.");
    }
}
