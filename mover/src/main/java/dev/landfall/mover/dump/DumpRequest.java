package dev.landfall.mover.dump;

import dev.landfall.model.RunLayout;
import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.transfer.Compression;
import dev.landfall.model.transfer.MoveMethod;
import dev.landfall.mover.postgres.Server;
import java.time.Duration;
import java.util.Optional;

/**
 * What to dump.
 *
 * @param run its id
 * @param database the name under which the run knows it
 * @param jobs parallel sessions, beside the one that holds the snapshot
 * @param segmentBytes of a segment before compression; larger only where one row is
 * @param compression of segments
 * @param clientMajor of {@code pg_dump}: the target server's, or the nearest that it takes; the source's own where empty
 * @param method how rows travel
 * @param limits what is too long
 */
public record DumpRequest(
        String run,
        String database,
        Server source,
        int jobs,
        int segmentBytes,
        Compression compression,
        Optional<Integer> clientMajor,
        MoveMethod method,
        Limits limits) {

    /**
     * What is too long.
     *
     * @param snapshot how long it may be held on the source
     * @param stall how long a worker may move no byte
     */
    public record Limits(Duration snapshot, Duration stall) {

        /** Six hours and ten minutes. */
        public static final Limits USUAL = new Limits(Duration.ofHours(6), Duration.ofMinutes(10));
    }

    DatabaseLayout layout() {
        return new RunLayout(run).database(database);
    }
}
