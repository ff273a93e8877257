package dev.landfall.model.transfer;

import dev.landfall.model.RunLayout;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code runs/<run-id>/divergence.json} of a rollback: what it gives up.
 *
 * @param since go-live, from which on was counted
 * @param written rows inserted or updated on the target since, in all tables that were measured
 * @param gone rows of the copy that were updated or deleted, in all tables that were measured
 * @param sharedDatabase true where both sides work in one database, so that nothing is given up
 * @param concerns what a reader should know before going back, in words
 */
public record DivergenceReport(
        String runId,
        String cutoverRunId,
        Instant since,
        Instant measuredAt,
        long written,
        long gone,
        List<DatabaseDivergence> databases,
        boolean sharedDatabase,
        List<String> concerns) {

    public DivergenceReport {
        databases = List.copyOf(databases);
        concerns = List.copyOf(concerns);
    }

    /** Of what was found in each database. */
    public static DivergenceReport of(
            String runId,
            GoLiveBaseline baseline,
            Instant measuredAt,
            List<DatabaseDivergence> databases,
            List<String> concerns) {
        return new DivergenceReport(
                runId,
                baseline.runId(),
                baseline.at(),
                measuredAt,
                databases.stream().mapToLong(DatabaseDivergence::written).sum(),
                databases.stream().mapToLong(DatabaseDivergence::gone).sum(),
                databases,
                false,
                concerns);
    }

    /** Nothing is given up. */
    public static DivergenceReport nothing(
            String runId, String cutoverRunId, Instant at, boolean sharedDatabase, List<String> concerns) {
        return new DivergenceReport(runId, cutoverRunId, at, at, 0, 0, List.of(), sharedDatabase, concerns);
    }

    /**
     * One database.
     *
     * @param notMeasured why nothing is known of it, in one sentence; empty where it was measured
     * @param tables that changed, the most written first
     */
    public record DatabaseDivergence(String database, Optional<String> notMeasured, List<TableDivergence> tables) {

        public DatabaseDivergence {
            tables = List.copyOf(tables);
        }

        public static DatabaseDivergence notMeasured(String database, String why) {
            return new DatabaseDivergence(database, Optional.of(why), List.of());
        }

        long written() {
            return tables.stream().mapToLong(TableDivergence::written).sum();
        }

        long gone() {
            return tables.stream().mapToLong(TableDivergence::gone).sum();
        }
    }

    /** Those of which nothing is known. */
    public List<DatabaseDivergence> unmeasured() {
        return databases.stream()
                .filter(database -> database.notMeasured().isPresent())
                .toList();
    }

    public static String key(String runId) {
        return new RunLayout(runId).file("divergence.json");
    }
}
