package dev.landfall.mover.store;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The archive of a schema, as the dump left it in the store. */
public record StoredSchema(StoredObject object) {

    /** Fetches it into that folder; {@code SEGMENT_DAMAGED} where it is missing or another one. */
    public Path fetch(ObjectStore store, TemporaryFolder folder) {
        var content = store.get(object.key())
                .filter(bytes -> Sha256.of(bytes).hex().equals(object.sha256()))
                .orElseThrow(() -> Problem.operator(
                                "SEGMENT_DAMAGED",
                                "The schema's archive " + object.key() + " is missing or is not what the dump wrote.",
                                "Find out what changed the object, then start a new run.")
                        .asException());
        try {
            return Files.write(folder.path().resolve("schema.dump"), content);
        } catch (IOException e) {
            throw TemporaryFolder.unusable(e);
        }
    }
}
