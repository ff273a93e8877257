package dev.landfall.transfer;

import dev.landfall.model.RunLayout;
import dev.landfall.model.Sha256;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.ObjectDigests;
import dev.landfall.run.RunFiles;
import java.util.List;
import java.util.Optional;

/**
 * Holds the objects of a copy against what the movers answered to the state machine. Who can only write to the store cannot
 * change an answer. Problem: {@code OBJECTS_CHANGED}.
 */
public record CopyProof(RunFiles files, String runId) {

    private static final String REMEDY = "Find out who writes to the run's store, then start a new run.";

    /**
     * What the comparison of one database answered.
     *
     * @param digest of {@code comparison.json}; empty where there is nothing to compare, for both sides share the database
     */
    public record Compared(String database, Optional<String> digest) {}

    /** The restore read just what the dump wrote; another dump's objects may be as whole. */
    public static void refuseOthers(String database, ObjectDigests dumped, ObjectDigests restored) {
        var changed = dumped.changedIn(restored);
        if (!changed.isEmpty()) {
            throw Problem.operator(
                            "OBJECTS_CHANGED",
                            "The restore of " + database + " did not read what its dump wrote: "
                                    + String.join(", ", changed) + ".",
                            REMEDY)
                    .asException();
        }
    }

    /** The comparisons that people are shown are those that were made. */
    public void refuseOthers(List<Compared> compared) {
        for (var each : compared) {
            var key = new RunLayout(runId).database(each.database()).comparison();
            var there = files.store().read(key).map(Sha256::hex);
            if (each.digest().isPresent() && !there.equals(each.digest())) {
                throw Problem.operator(
                                "OBJECTS_CHANGED",
                                "The object " + key + " is not the comparison that the mover answered.",
                                REMEDY)
                        .asException();
            }
        }
    }
}
