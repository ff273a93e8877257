package dev.landfall.report;

import dev.landfall.approval.Evidence;
import dev.landfall.preflight.PreflightReport;
import dev.landfall.probe.ProbeReport;
import dev.landfall.report.Report.NotChecked;
import dev.landfall.report.Report.ReportedProbe;
import dev.landfall.run.Failure;
import dev.landfall.run.RunMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What nobody looked at: what checks and probes say of themselves, what the run did not come to, what is not built. */
final class Unchecked {

    private static final String SINCE_THE_FIRST_COUNT = "Rows written between the first count and the target's stop";
    private static final String SINCE_THE_SWITCH = "Rows written on the target since SwitchDns";

    private Unchecked() {}

    /** The run was cut off between the stop of the target and the count after it, which nobody made then. */
    private static Optional<NotChecked> cutOff(Evidence evidence) {
        var run = evidence.run();
        if (run.sharesDatabase() || run.returning().isEmpty()) {
            return Optional.empty();
        }
        var stopped = run.returning().get();
        var counted = evidence.divergence()
                .filter(count -> !count.measuredAt().isBefore(stopped))
                .isPresent();
        var lost = run.mode() == RunMode.ROLLBACK
                ? evidence.divergence().isPresent()
                : run.dnsSwitched().isPresent();
        return lost && !counted
                ? Optional.of(new NotChecked(
                        run.mode() == RunMode.ROLLBACK ? SINCE_THE_FIRST_COUNT : SINCE_THE_SWITCH,
                        "The run ended before they were counted."))
                : Optional.empty();
    }

    static List<NotChecked> of(Evidence evidence, List<ReportedProbe> probes, Optional<Failure> uncounted) {
        var mode = evidence.run().mode();
        var unchecked = new ArrayList<NotChecked>();
        evidence.preflight().stream()
                .flatMap(report -> report.checks().stream())
                .filter(check -> check.result() == PreflightReport.Result.NOT_CHECKED)
                .forEach(check -> unchecked.add(new NotChecked(check.name(), check.seen())));
        probes.stream()
                .map(ReportedProbe::probe)
                .filter(probe -> probe.result() == ProbeReport.Result.NOT_CHECKED)
                .forEach(probe -> unchecked.add(new NotChecked(probe.name(), probe.seen())));
        if (mode != RunMode.ROLLBACK && evidence.preflight().isEmpty()) {
            unchecked.add(new NotChecked("Preflight", "The run ended before it."));
        }
        if (mode != RunMode.ROLLBACK && evidence.probes().isEmpty()) {
            unchecked.add(new NotChecked("Probes of the target", "The run ended before them."));
        }
        evidence.databases().stream()
                .filter(database ->
                        database.comparison().isEmpty() && database.reach().isEmpty())
                .forEach(database ->
                        unchecked.add(new NotChecked("Contents of " + database.name(), "It was not compared.")));
        if (mode == RunMode.REHEARSAL && evidence.run().sharesDatabase()) {
            unchecked.add(
                    new NotChecked(
                            "WakeTarget and the target's pods",
                            "The database is live and shared, so a rehearsal wakes nothing; the cutover does it for the first time, before it asks for go-live."));
        }
        evidence.divergence().stream()
                .flatMap(divergence -> divergence.unmeasured().stream())
                .forEach(database -> unchecked.add(new NotChecked(
                        "Rows written since go-live in " + database.database(),
                        database.notMeasured().orElse("No reason was given."))));
        uncounted
                .filter(failure -> failure.state().equals("ConfirmDivergence"))
                .ifPresent(failure -> unchecked.add(new NotChecked(
                        mode == RunMode.ROLLBACK ? SINCE_THE_FIRST_COUNT : SINCE_THE_SWITCH,
                        "They were not counted" + (mode == RunMode.ROLLBACK ? " again: " : ": ")
                                + failure.problem().seen())));
        if (uncounted.isEmpty()) {
            cutOff(evidence).ifPresent(unchecked::add);
        }
        if (mode == RunMode.ROLLBACK && !evidence.run().sharesDatabase()) {
            unchecked.add(new NotChecked(
                    "Sequences and large objects written since go-live", "The measure counts rows of tables only."));
        }
        if (mode != RunMode.ROLLBACK) {
            unchecked.add(new NotChecked(
                    "Approvers who do not answer", "A gate sends one mail; reminders and escalation are not built."));
        }
        if (evidence.run().requestedBy().isPresent()) {
            unchecked.add(
                    new NotChecked(
                            "Who started the execution",
                            "requestedBy is what the input says. A gate asked for two people, unless AWS had recorded that very address as the starter when the gate opened."));
        }
        return unchecked;
    }
}
