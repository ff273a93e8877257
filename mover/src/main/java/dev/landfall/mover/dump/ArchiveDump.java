package dev.landfall.mover.dump;

import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.transfer.ArchivePieces;
import dev.landfall.model.transfer.Compression;
import dev.landfall.model.transfer.Segment;
import dev.landfall.mover.postgres.ClientProgram;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.segment.SegmentPacker;
import dev.landfall.mover.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole database as one {@code pg_dump} writes it, in pieces of a known length.
 *
 * @param program {@code pg_dump}
 */
record ArchiveDump(
        Path program,
        ObjectStore store,
        DatabaseLayout layout,
        String attempt,
        Compression compression,
        StopSignal stop) {

    /** How {@link ProgressTracker} knows it. */
    private static final String NAME = "archive";

    private static final int PIECE_BYTES = 16 << 20;

    /** Bytes stored; the list of pieces is written after the last one, once {@code pg_dump} has said that it is done. */
    long write(Server source, Snapshot snapshot, ProgressTracker progress) {
        var pieces = new ArrayList<Segment>();
        var stored = new ClientProgram(program, source)
                .read(
                        List.of(
                                "--format=custom",
                                "--compress=0",
                                "--encoding=UTF8",
                                "--no-owner",
                                "--no-acl",
                                "--lock-wait-timeout=60s",
                                "--no-password",
                                "--snapshot=" + snapshot.id()),
                        stop,
                        archive -> store(archive, pieces, progress));
        store.writeJson(layout.archive(), new ArchivePieces(attempt, pieces));
        return stored;
    }

    private long store(InputStream archive, List<Segment> pieces, ProgressTracker progress) throws IOException {
        var stored = 0L;
        try (var packer = new SegmentPacker(compression);
                var clock = progress.clock(NAME)) {
            for (var piece = archive.readNBytes(PIECE_BYTES);
                    piece.length > 0;
                    piece = archive.readNBytes(PIECE_BYTES)) {
                stop.check();
                var packed = packer.pack(piece, piece.length);
                var segment = new Segment(
                        pieces.size() + 1L, 0, 0, piece.length, packed.digest().hex(), compression);
                store.put(layout.segments(attempt) + segment.fileName(), packed.stored(), packed.digest());
                pieces.add(segment);
                stored += packed.stored().length;
                clock.moved(0, piece.length);
            }
        }
        return stored;
    }
}
