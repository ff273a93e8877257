package dev.landfall.model.transfer;

import java.time.Instant;

/**
 * What {@code mover written} answers: in this database of the source nothing was written since the dump's snapshot. Where
 * something was there is no answer but a failure.
 *
 * @param manifest digest of the dump's manifest, which holds mark and counts
 * @param snapshotAt before the snapshot under which was counted: of what came later it says nothing
 * @param at when the count was done
 * @param tables how many were read
 */
public record SourceProof(String database, String manifest, Instant snapshotAt, Instant at, long tables) {}
