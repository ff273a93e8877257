package dev.landfall.local.world.process;

import dev.landfall.model.folder.OwnFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one folder that a task's or a pod's container can write, as {@code mover/container/entrypoint} tells the mover of
 * it: empty when the process starts, its home and working folder, and gone with it.
 */
record MoverScratch(OwnFolder own) {

    private static final Logger LOG = LoggerFactory.getLogger(MoverScratch.class);

    /** A new one. */
    static MoverScratch in(Path parent) throws IOException {
        Files.createDirectories(parent);
        return new MoverScratch(OwnFolder.temporary(parent, "mover-"));
    }

    Path folder() {
        return own.path();
    }

    /** For Java, which asks no variable: in the container it is the same folder. */
    List<String> flags() {
        return List.of("-Djava.io.tmpdir=" + folder());
    }

    Map<String, String> environment() {
        return Map.of("HOME", folder().toString(), "TMPDIR", folder().toString(), "LC_ALL", "C.UTF-8");
    }

    void remove() {
        try {
            own.delete();
        } catch (IOException e) {
            LOG.warn("the scratch folder {} of a mover stays behind", folder(), e);
        }
    }
}
