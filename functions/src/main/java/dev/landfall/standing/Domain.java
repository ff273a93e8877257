package dev.landfall.standing;

import dev.landfall.dns.DnsRecordChange;
import dev.landfall.dns.DnsRecordChange.Step;
import dev.landfall.run.EarlierRuns;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import java.util.Optional;

/**
 * Where the production domain leads, as far as the records prove it.
 *
 * @param text one sentence
 */
public record Domain(Leads leads, String text) {

    /** To which side. */
    public enum Leads {
        SOURCE,
        TARGET,
        NOT_PROVEN
    }

    static Domain of(RunFiles files, EarlierRuns all) {
        return all.runs().stream()
                .filter(run -> run.mode() == RunMode.CUTOVER)
                .filter(run -> run.dnsSwitched().isPresent())
                .findFirst()
                .map(run -> of(files, all, run))
                .orElse(new Domain(Leads.SOURCE, "no run has moved it away from the source."));
    }

    private static Domain of(RunFiles files, EarlierRuns all, RunRecord cutover) {
        if (cutover.rolledBackBy().isPresent()) {
            return back("the run " + cutover.rolledBackBy().get());
        }
        if (cutover.dnsReturned().isPresent()) {
            return back("the run " + cutover.runId());
        }
        return all.runs().stream()
                .filter(run ->
                        run.cutoverRunId().filter(cutover.runId()::equals).isPresent())
                .flatMap(run -> last(files, run.runId(), "return").stream()
                        .map(step -> step.verified().isPresent()
                                ? back("the run " + run.runId())
                                : notProven("the run " + run.runId() + " began to put it back")))
                .findFirst()
                .orElseGet(() -> moved(files, cutover.runId()));
    }

    private static Domain moved(RunFiles files, String cutover) {
        if (last(files, cutover, "return").isPresent()) {
            return notProven("the run " + cutover + " began to put it back");
        }
        var step = last(files, cutover, "switch");
        return step.filter(done -> done.inSync().isPresent() || done.verified().isPresent())
                .map(done -> new Domain(
                        Leads.TARGET,
                        "on the target since " + done.submitted() + ", moved by the run " + cutover + "."))
                .orElseGet(() -> notProven("the run " + cutover + " began to move it to the target"));
    }

    private static Domain back(String by) {
        return new Domain(Leads.SOURCE, "on the source again, put back by " + by + ".");
    }

    private static Domain notProven(String why) {
        return new Domain(
                Leads.NOT_PROVEN, "not proven, for " + why + " and did not prove it; ask its name servers (dig).");
    }

    /** The run's newest step of either direction, if it is this one. */
    private static Optional<Step> last(RunFiles files, String runId, String what) {
        return files.read(DnsRecordChange.key(runId), DnsRecordChange.class)
                .filter(change -> !change.rehearsal())
                .flatMap(change -> change.steps().stream()
                        .filter(step ->
                                step.what().equals("switch") || step.what().equals("return"))
                        .reduce((earlier, later) -> later))
                .filter(step -> step.what().equals(what));
    }
}
