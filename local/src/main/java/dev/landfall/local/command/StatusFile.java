package dev.landfall.local.command;

import dev.landfall.local.world.WorldHome;
import java.nio.file.Path;

/** Where a running command keeps its newest view. */
final class StatusFile {

    private StatusFile() {}

    static Path of(WorldHome home) {
        return home.root().resolve("status.json");
    }
}
