package dev.landfall.local.world.process;

import dev.landfall.local.world.OwnerFile;
import dev.landfall.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes that must not outlive the command. Each has a small file while it runs, so that the next command ends what
 * one that was killed left behind; number and start time together tell it from another program with the same number.
 */
public final class ChildProcesses implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChildProcesses.class);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

    private final Path folder;
    private final ConcurrentHashMap<Long, Process> running = new ConcurrentHashMap<>();
    private final Thread hook = new Thread(this::endAll, "end-children");

    private ChildProcesses(Path folder) {
        this.folder = folder;
    }

    /** One process of an earlier command. */
    record Trace(long pid, Optional<Instant> startedAt) {}

    /** Ends what an earlier command left running, and opens the folder for new ones. */
    public static ChildProcesses open(Path folder) {
        var children = new ChildProcesses(folder);
        try {
            OwnerFile.folder(folder);
            for (var file : children.traces()) {
                endTraced(file);
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
        Runtime.getRuntime().addShutdownHook(children.hook);
        return children;
    }

    /**
     * Starts a process.
     *
     * @param ended is told the exit code, on a thread of its own
     */
    public Process start(ProcessBuilder builder, IntConsumer ended) throws IOException {
        var process = builder.start();
        running.put(process.pid(), process);
        var file = folder.resolve(process.pid() + ".json");
        OwnerFile.write(
                file,
                Json.MAPPER.writeValueAsBytes(
                        new Trace(process.pid(), process.info().startInstant())));
        Thread.ofPlatform().daemon().name("wait-for-" + process.pid()).start(() -> {
            try {
                var code = process.waitFor();
                running.remove(process.pid());
                Files.deleteIfExists(file);
                ended.accept(code);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete " + file, e);
            }
        });
        return process;
    }

    /** Process numbers of those that run now. */
    public List<Long> pids() {
        return running.keySet().stream().sorted().toList();
    }

    /** Asks a process to end and ends it by force where it does not. */
    public static void end(ProcessHandle process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            process.onExit().get(ENDS_WITHIN.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        endAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down and runs the hook itself.
        }
    }

    private void endAll() {
        running.values().forEach(process -> end(process.toHandle()));
    }

    private List<Path> traces() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    private static void endTraced(Path file) throws IOException {
        var trace = Json.MAPPER.readValue(file.toFile(), Trace.class);
        ProcessHandle.of(trace.pid())
                .filter(process -> process.info().startInstant().equals(trace.startedAt()))
                .ifPresent(process -> {
                    LOG.info("ending process {}, left behind by an earlier command", trace.pid());
                    end(process);
                });
    }
}
