package dev.landfall.local.move;

import dev.landfall.mover.store.FolderStore;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.store.StoreLocation;
import dev.landfall.mover.store.TemporaryFolder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the copy's objects lie on their way.
 *
 * @param temporary the folder to remove at the end; empty where the user named the place, which is kept
 */
record Via(ObjectStore store, Optional<TemporaryFolder> temporary) implements AutoCloseable {

    /** A folder or {@code s3://bucket/prefix}; a temporary folder where nothing is named. */
    static Via open(Optional<String> named) {
        if (named.isPresent()) {
            var text = named.get();
            var location = text.contains("://")
                    ? text
                    : Path.of(text).toAbsolutePath().toUri().toString();
            return new Via(StoreLocation.parse(location).open(), Optional.empty());
        }
        var folder = TemporaryFolder.create("move");
        return new Via(new FolderStore(folder.path()), Optional.of(folder));
    }

    @Override
    public void close() {
        store.close();
        temporary.ifPresent(TemporaryFolder::close);
    }
}
