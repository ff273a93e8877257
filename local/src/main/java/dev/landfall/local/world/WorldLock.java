package dev.landfall.local.world;

import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One command at a time: a lock of the operating system, which ends with the process that holds it. */
public final class WorldLock implements AutoCloseable {

    /** In the world's folder. */
    static final Set<String> NAMES = Set.of("lock", "lock.pid");

    private final FileChannel channel;
    private final FileLock lock;
    private final Path holder;

    private WorldLock(FileChannel channel, FileLock lock, Path holder) {
        this.channel = channel;
        this.lock = lock;
        this.holder = holder;
    }

    /** Takes the lock, or says which process has it: {@code WORLD_IN_USE}. */
    public static WorldLock take(WorldHome home) {
        var holder = home.lock().resolveSibling("lock.pid");
        try {
            home.claim();
            var channel = FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw Problem.operator(
                                "WORLD_IN_USE",
                                "Another landfall command, process " + pid(holder) + ", is using the world in "
                                        + home.root() + ".",
                                "Wait for it to end or stop it with Ctrl-C; ./landfall status shows what it does.")
                        .asException();
            }
            OwnerFile.write(
                    holder, String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII));
            return new WorldLock(channel, lock, holder);
        } catch (IOException e) {
            throw WorldProblem.of("lock the world in " + home.root(), e).asException(e);
        }
    }

    /** Whether some process has the lock now. */
    public static boolean isHeld(WorldHome home) {
        if (!Files.exists(home.lock())) {
            return false;
        }
        try (var channel = FileChannel.open(home.lock(), StandardOpenOption.WRITE)) {
            var lock = tryLock(channel);
            if (lock == null) {
                return true;
            }
            lock.release();
            return false;
        } catch (IOException e) {
            throw WorldProblem.of("look at the lock of " + home.root(), e).asException(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(holder);
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw WorldProblem.of("release the lock", e).asException(e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This very process has it.
            return null;
        }
    }

    private static String pid(Path holder) {
        try {
            return Files.readString(holder);
        } catch (IOException e) {
            return "(number unknown)";
        }
    }
}
