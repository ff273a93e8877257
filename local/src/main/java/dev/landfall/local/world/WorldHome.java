package dev.landfall.local.world;

import dev.landfall.model.folder.FolderKind;
import dev.landfall.model.folder.OwnFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Where the local world keeps itself.
 *
 * @param root holds everything; deleting it resets the world
 */
public record WorldHome(Path root) {

    public WorldHome {
        root = root.toAbsolutePath().normalize();
    }

    /** Makes the folder or takes it where it is ours, before anything is written there. */
    public OwnFolder claim() throws IOException {
        return OwnFolder.claim(root, FolderKind.WORLD);
    }

    /** All that a world has directly in its folder, but for its lock, which stays as long as the folder does. */
    static final Set<String> NAMES = Set.of(
            "world.json",
            "secrets.json",
            "postgres",
            "s3",
            "s3.log",
            "cloud",
            "vault",
            "kubernetes.json",
            "jobs",
            "outbox",
            "executions",
            "scratch",
            "children",
            "logs",
            "running.json",
            "status.json");

    public Path lock() {
        return root.resolve("lock");
    }

    Path state() {
        return root.resolve("world.json");
    }

    Path secrets() {
        return root.resolve("secrets.json");
    }

    Path postgres(String side) {
        return root.resolve("postgres").resolve(side);
    }

    /** PostgreSQL's programs, unpacked; beside the world, so that a reset need not unpack them again. */
    Path programs() {
        return root.resolveSibling("programs");
    }

    Path s3() {
        return root.resolve("s3");
    }

    Path cloud() {
        return root.resolve("cloud");
    }

    /** Whether a run may have written something here. */
    public boolean hasRuns() {
        return Files.isDirectory(s3());
    }

    Path vault() {
        return root.resolve("vault");
    }

    Path cluster() {
        return root.resolve("kubernetes.json");
    }

    Path jobFiles() {
        return root.resolve("jobs");
    }

    /** One file a mail. */
    public Path outbox() {
        return root.resolve("outbox");
    }

    public Path executions() {
        return root.resolve("executions");
    }

    /** Each mover's own folder, where the world is as strict as AWS. */
    Path scratch() {
        return root.resolve("scratch");
    }

    Path children() {
        return root.resolve("children");
    }

    /** Of the command and of the mover's processes. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** What a running command tells about itself. */
    public Path presence() {
        return root.resolve("running.json");
    }
}
