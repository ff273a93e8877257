package dev.landfall.mover.compare;

import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.mover.segment.PackedSegment;
import dev.landfall.mover.store.DumpObjects;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.store.StoredSchema;
import dev.landfall.mover.store.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a dump keeps its source's schema. */
record ArchivedSchema(Manifest manifest, ObjectStore store) {

    /** A file that {@code pg_restore --schema-only} can print. */
    Path fetch(TemporaryFolder folder) {
        return switch (manifest.method()) {
            case COPY -> new StoredSchema(manifest.schema()).fetch(store, folder);
            case PG_DUMP -> head(folder);
        };
    }

    /** Definitions stand in an archive's table of contents, at its beginning, in its first piece. */
    private Path head(TemporaryFolder folder) {
        var layout = new RunLayout(manifest.run()).database(manifest.database());
        var first = new DumpObjects(store, manifest.run(), manifest.database())
                .archive(manifest.attempt())
                .map(pieces -> pieces.pieces().getFirst())
                .orElseThrow(() -> missing(layout.archive()));
        var key = layout.segments(manifest.attempt()) + first.fileName();
        var content = PackedSegment.content(key, store.get(key).orElseThrow(() -> missing(key)), first);
        try {
            return Files.write(folder.path().resolve("head.dump"), content);
        } catch (IOException e) {
            throw TemporaryFolder.unusable(e);
        }
    }

    private static RuntimeException missing(String key) {
        return Problem.operator(
                        "SEGMENT_MISSING",
                        "The object " + key + " is not in the store although the dump wrote it.",
                        "Find out what removes objects of the run (a lifecycle rule?), then start a new run.")
                .asException();
    }
}
