package dev.landfall.rollback;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.DivergenceReport;
import dev.landfall.run.EarlierRuns;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import java.util.Optional;

/**
 * A cutover that took itself back after it had moved the domain: what users wrote on the target meanwhile is in its
 * databases and nowhere else. They are not replaced until a person has decided.
 *
 * @param cutoverRunId the run that has to be named to give it up
 * @param rows inserted or updated there; empty where they were not counted
 */
public record KeptTarget(String cutoverRunId, Optional<Long> rows) {

    /** The newest that nobody has decided on; {@code runId} is the run that would replace the databases. */
    public static Optional<KeptTarget> undecided(RunFiles files, String runId) {
        var runs = EarlierRuns.in(files).runs();
        return runs.stream()
                .filter(run -> !run.runId().equals(runId) && tookItselfBack(run))
                .filter(run -> runs.stream().noneMatch(later -> later.discards().equals(Optional.of(run.runId()))))
                .flatMap(run -> of(files, run).stream())
                .findFirst();
    }

    private static boolean tookItselfBack(RunRecord run) {
        return run.mode() == RunMode.CUTOVER
                && !run.sharesDatabase()
                && run.dnsSwitched().isPresent()
                && run.dnsReturned().isPresent()
                && run.rolledBackBy().isEmpty();
    }

    private static Optional<KeptTarget> of(RunFiles files, RunRecord run) {
        var report = files.read(DivergenceReport.key(run.runId()), DivergenceReport.class)
                .filter(measured -> measured.unmeasured().isEmpty());
        var untouched = report.filter(measured -> measured.written() + measured.gone() == 0);
        return untouched.isPresent()
                ? Optional.empty()
                : Optional.of(new KeptTarget(run.runId(), report.map(DivergenceReport::written)));
    }

    public String seen() {
        return rows.map(count -> count + " rows that users wrote").orElse("What users wrote, nobody knows how much,")
                + " on the target during " + cutoverRunId
                + ", which moved the domain and took itself back, would be lost with its databases.";
    }

    public String remedy() {
        return "Carry over what you need, then start with \"discard\": \"" + cutoverRunId
                + "\" in the input (--discard " + cutoverRunId + ").";
    }

    /** {@code TARGET_WRITES_KEPT}. */
    public RuntimeException refusal() {
        return Problem.operator("TARGET_WRITES_KEPT", seen(), remedy()).asException();
    }
}
