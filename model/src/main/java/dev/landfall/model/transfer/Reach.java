package dev.landfall.model.transfer;

import java.time.Instant;

/**
 * What {@code mover reach} proved from inside the target's cluster: with the release's own user and password it is in the
 * very database that the source works in, and may do there what Retool does. Nothing was written.
 *
 * @param identity the same on both sides
 * @param tables of users, all of which that user may read and write
 */
public record Reach(
        String run,
        String database,
        DatabaseIdentity identity,
        String serverVersion,
        String user,
        long tables,
        Instant reachedAt) {}
