package dev.landfall.embedded;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.folder.FolderKind;
import dev.landfall.model.folder.FolderMarker;
import dev.landfall.model.folder.OwnFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A cluster's folder: made whole or not at all, with the marker that lets Landfall delete it again, and free of what a
 * server that was killed left behind.
 *
 * @param place the folder as it was asked for
 */
record DataFolder(Path path, Path place) {

    private static final Duration PREDECESSOR_ENDS_WITHIN = Duration.ofSeconds(20);

    boolean isCluster() {
        return Files.exists(path.resolve("PG_VERSION"));
    }

    /** Runs {@code initdb} beside the folder and moves the result there, so that a killed start leaves no half cluster. */
    void initialise(PostgresBinaries binaries, ServerUser user, String password) {
        try {
            Files.createDirectories(path.resolveSibling(""));
            var half = OwnFolder.temporary(path.resolveSibling(""), path.getFileName() + ".new-");
            user.own(half.path());
            var cluster = half.path().resolve("cluster");
            var passwordFile = half.path().resolve("password");
            Files.writeString(passwordFile, password);
            user.own(passwordFile);
            var outcome = run(user.command(List.of(
                    binaries.program("initdb").toString(),
                    "--pgdata=" + cluster,
                    "--username=" + PostgresServer.USER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync")));
            Files.delete(passwordFile);
            if (outcome.isPresent()) {
                half.delete();
                throw DiskProblem.of("create a PostgreSQL cluster in " + path, outcome.get())
                        .asException();
            }
            half.part("cluster", FolderKind.CLUSTER, place);
            user.own(cluster.resolve(FolderMarker.FILE));
            if (Files.isDirectory(path)) {
                // An empty folder that the caller made; anything else in it stops us here.
                Files.delete(path);
            }
            Files.move(cluster, path, StandardCopyOption.ATOMIC_MOVE);
            half.delete();
        } catch (IOException e) {
            throw DiskProblem.of("create a PostgreSQL cluster in " + path, e).asException(e);
        }
    }

    /**
     * Removes the lock file of a server that is gone, after waiting a little for one that is still stopping because its
     * parent was killed.
     */
    void releaseStaleLock() {
        var lock = path.resolve("postmaster.pid");
        var deadline = System.nanoTime() + PREDECESSOR_ENDS_WITHIN.toNanos();
        try {
            while (Files.exists(lock)) {
                var holder = holder(lock);
                if (holder.isEmpty()) {
                    Files.deleteIfExists(lock);
                    return;
                }
                if (System.nanoTime() > deadline) {
                    throw Problem.operator(
                                    "DATA_FOLDER_IN_USE",
                                    "A PostgreSQL server, process " + holder.get() + ", already runs on " + path + ".",
                                    "Stop the command that started it, or use another folder.")
                            .asException();
                }
                Thread.sleep(100);
            }
        } catch (IOException e) {
            throw DiskProblem.of("read " + lock, e).asException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a server to stop", e);
        }
    }

    /** The process that holds the lock, unless it ended or its number now belongs to another program. */
    private static Optional<Long> holder(Path lock) throws IOException {
        try {
            var lines = Files.readAllLines(lock, StandardCharsets.UTF_8);
            var pid = lines.isEmpty() ? 0 : Long.parseLong(lines.getFirst().strip());
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process ->
                            process.info().command().orElse("postgres").contains("postgres"))
                    .map(ProcessHandle::pid);
        } catch (NumberFormatException | java.nio.file.NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** What the program said, if it failed. */
    private static Optional<String> run(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .directory(Path.of("/").toFile());
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return process.waitFor() == 0 ? Optional.empty() : Optional.of(said);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
