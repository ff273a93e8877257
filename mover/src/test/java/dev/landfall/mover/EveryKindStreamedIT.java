package dev.landfall.mover;

import dev.landfall.mover.store.FolderStore;

/** The same where rows pass from server to server. */
class EveryKindStreamedIT extends EveryKindIT {

    @Override
    void carry(World between, FolderStore by) {
        between.stream(by, "zoo", progress -> {});
    }
}
