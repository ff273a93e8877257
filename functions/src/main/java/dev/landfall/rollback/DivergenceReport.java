package dev.landfall.rollback;

import dev.landfall.gateway.Databases.Divergence;
import dev.landfall.model.RunLayout;
import java.time.Instant;
import java.util.List;

/**
 * {@code runs/<run-id>/divergence.json} of a rollback: what it gives up.
 *
 * @param since go-live, from which on was counted
 * @param written rows inserted or updated on the target since, in all tables
 * @param gone rows of go-live that were updated or deleted since, in all tables
 * @param sharedDatabase true where both sides work in one database, so that nothing is given up
 * @param concerns what may keep the source from working after it came back, in words
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

    /** Nothing is given up. */
    static DivergenceReport nothing(
            String runId, String cutoverRunId, Instant at, boolean sharedDatabase, List<String> concerns) {
        return new DivergenceReport(runId, cutoverRunId, at, at, 0, 0, List.of(), sharedDatabase, concerns);
    }

    /** One database's tables that changed, the most written first. */
    public record DatabaseDivergence(String database, List<Divergence> tables) {}

    public static String key(String runId) {
        return new RunLayout(runId).file("divergence.json");
    }
}
