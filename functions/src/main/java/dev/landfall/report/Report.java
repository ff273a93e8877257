package dev.landfall.report;

import dev.landfall.approval.GateLog;
import dev.landfall.dns.DnsRecordChange;
import dev.landfall.model.RunLayout;
import dev.landfall.model.transfer.TableDivergence;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.probe.ProbeReport.Probe;
import dev.landfall.run.RunMode;
import dev.landfall.run.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code runs/<run-id>/report.json}: a whole run for programs to read; the page shows the same.
 *
 * @param situation the rest of what was true then: domain, databases, lock
 * @param strategy {@code dump}, or {@code shared}, with which no database is carried
 * @param standing who is live, what is frozen, and the one command that ends it; as it was when this was written
 * @param seconds from its start until this was written
 * @param notes what the run itself wants a reader to know
 */
public record Report(
        String standing,
        List<String> situation,
        String runId,
        RunMode mode,
        Verdict verdict,
        String domain,
        String source,
        String target,
        String strategy,
        Optional<String> requestedBy,
        Instant started,
        double seconds,
        Optional<ReportedFailure> failure,
        List<ReportedState> states,
        List<ReportedDatabase> databases,
        List<SharedDatabase> sharedDatabases,
        List<Check> preflight,
        List<ReportedProbe> probes,
        Optional<DnsRecordChange> dns,
        List<GateLog.Entry> approvals,
        List<EarlierRun> earlierRuns,
        Optional<ReportedForecast> forecast,
        Optional<ReportedRollback> rollback,
        List<NotChecked> notChecked,
        List<String> notes) {

    /** Why it failed, and what to do. */
    public record ReportedFailure(String code, String seen, String remedy, String state) {}

    /** One state that was entered; {@code outcome} is SUCCEEDED, FAILED or RUNNING. */
    public record ReportedState(
            String name, Instant started, double seconds, String outcome, int attempts, Optional<String> database) {

        public ReportedState(String name, Instant started, double seconds, String outcome, int attempts) {
            this(name, started, seconds, outcome, attempts, Optional.empty());
        }
    }

    /**
     * One database.
     *
     * @param seconds from the start of its dump to the end of its restore
     * @param matches empty where it was not compared
     * @param slowestTables the largest by bytes, which are those that take longest
     */
    public record ReportedDatabase(
            String name,
            long bytes,
            long rows,
            int tables,
            double seconds,
            Optional<Boolean> matches,
            List<String> differences,
            List<ReportedTable> slowestTables) {}

    /** One database that both sides work in, as the target's cluster found it. */
    public record SharedDatabase(String name, String user, String serverVersion, long tables) {}

    /** One table's share. */
    public record ReportedTable(String name, long rows, long bytes) {}

    /** One probe; {@code when} is {@code before go-live}, {@code live} or {@code source}. */
    public record ReportedProbe(String when, Probe probe) {}

    /** One run before this one. */
    public record EarlierRun(
            String runId,
            RunMode mode,
            Optional<Verdict> verdict,
            Instant started,
            double seconds,
            List<EarlierDatabase> databases) {}

    /** How long one database took then. */
    public record EarlierDatabase(String name, double seconds) {}

    /** How long a cutover will lock users out; {@code fits} is empty where no window is configured. */
    public record ReportedForecast(
            int rehearsals,
            double p50Seconds,
            double p95Seconds,
            Optional<Double> windowSeconds,
            Optional<Boolean> fits) {}

    /**
     * What a rollback gives up.
     *
     * @param sharedDatabase true where both sides work in one database: nothing
     */
    public record ReportedRollback(
            String cutoverRunId,
            Instant since,
            long rowsGivenUp,
            long rowsGone,
            List<RolledBackDatabase> tables,
            boolean sharedDatabase,
            List<String> concerns) {

        /** Whether anything is known of what is given up. */
        public boolean measured() {
            return tables.isEmpty()
                    || tables.stream().anyMatch(each -> each.notMeasured().isEmpty());
        }
    }

    /**
     * One database's tables that were written.
     *
     * @param notMeasured why nothing is known of it; empty where it was measured
     */
    public record RolledBackDatabase(String database, Optional<String> notMeasured, List<TableDivergence> tables) {}

    /** What nobody looked at. */
    public record NotChecked(String what, String why) {}

    public static String key(String runId) {
        return new RunLayout(runId).file("report.json");
    }
}
