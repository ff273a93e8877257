package dev.landfall.preflight;

import dev.landfall.gateway.Gateways;
import dev.landfall.model.OneLine;
import dev.landfall.model.RunLayout;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.preflight.PreflightReport.Result;
import dev.landfall.run.Configuration;
import dev.landfall.run.RunFiles;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Tells the approvers by mail what changed since the last rehearsal: once, until it changes again. A watch that says the
 * same every night is soon read by nobody.
 */
public record DriftNews(Gateways gateways) {

    private static final int LONGEST_SUBJECT = 99;

    /** What they know already. */
    record Told(String runId, Instant at, String seen) {}

    /** The addresses that were told by this call. */
    public List<String> tell(String runId, Configuration configuration) {
        var files = new RunFiles(gateways.runStore());
        var drift = files.require(PreflightReport.key(runId), PreflightReport.class).checks().stream()
                .filter(check -> check.name().equals(SideChecks.DRIFT) && check.result() == Result.WARNING)
                .findFirst();
        var known = files.read(RunLayout.DRIFT_TOLD, Told.class).map(Told::seen);
        if (drift.isEmpty() || known.equals(drift.map(Check::seen))) {
            return List.of();
        }
        var reached = reachable(configuration);
        reached.forEach(address ->
                gateways.notices().send(address, subject(configuration), text(runId, configuration, drift.get())));
        // After sending: a mail that comes twice is better than one that never comes.
        files.write(
                RunLayout.DRIFT_TOLD,
                new Told(runId, gateways.clock().instant(), drift.get().seen()));
        return reached;
    }

    private List<String> reachable(Configuration configuration) {
        var confirmed = gateways.notices().confirmedAddresses().stream()
                .map(address -> address.toLowerCase(Locale.ROOT))
                .toList();
        return configuration.approvals().approvers().stream()
                .filter(address -> confirmed.contains(address.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static String subject(Configuration configuration) {
        var subject = "[Landfall] Changed since the last rehearsal: " + configuration.domain();
        return subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT - 1) + "…" : subject;
    }

    private static String text(String runId, Configuration configuration, Check drift) {
        return "What a cutover of " + configuration.domain() + " would rest on is no longer as it was rehearsed.\n\n"
                + OneLine.of(drift.seen()) + "\n\n" + OneLine.of(drift.remedy().orElse("")) + "\n\nRun: " + runId
                + "\nThis is told once; the next mail comes when something else has changed.\n";
    }
}
