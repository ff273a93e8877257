package dev.landfall.mover.dump;

import dev.landfall.model.RunLayout;
import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.transfer.Compression;
import dev.landfall.mover.postgres.Server;
import java.util.Optional;

/**
 * What to dump.
 *
 * @param run its id
 * @param database the name under which the run knows it
 * @param jobs parallel sessions, beside the one that holds the snapshot
 * @param segmentBytes of a segment before compression; larger only where one row is
 * @param compression of segments
 * @param clientMajor of {@code pg_dump}; the source's own, or the nearest newer one, where empty
 */
public record DumpRequest(
        String run,
        String database,
        Server source,
        int jobs,
        int segmentBytes,
        Compression compression,
        Optional<Integer> clientMajor) {

    DatabaseLayout layout() {
        return new RunLayout(run).database(database);
    }
}
