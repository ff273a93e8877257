package dev.landfall.embedded;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.folder.PrivatePlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL server on 127.0.0.1, reached by password only. It ends with {@link #stop()}, with the JVM, and,
 * because it lives on a pipe from this process, also when this process is killed.
 */
public final class PostgresServer implements AutoCloseable {

    /** The superuser. */
    public static final String USER = "postgres";

    public static final String HOST = "127.0.0.1";

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

    private final Process process;
    private final Path dataFolder;
    private final Path log;
    private final int port;
    private final String password;
    private final Thread hook = new Thread(() -> end("fast"), "stop-postgres");

    private PostgresServer(Process process, Path dataFolder, Path log, int port, String password) {
        this.process = process;
        this.dataFolder = dataFolder;
        this.log = log;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts a server and returns when it answers. Codes of its problems: {@code PORT_IN_USE}, {@code DISK_FULL},
     * {@code DATA_FOLDER_IN_USE}, {@code PASSWORD_WRONG}, {@code POSTGRES_BINARIES_MISSING},
     * {@code POSTGRES_REFUSES_ROOT}, {@code POSTGRES_NOT_STARTED}.
     */
    public static PostgresServer start(PostgresOptions options) {
        var port = LoopbackPort.choose(options.port());
        var user = ServerUser.choose();
        var binaries = options.programs()
                .map(PostgresBinaries::new)
                .orElseGet(() -> PostgresBinaries.unpackedIn(user.reachable(options.cacheFolder())));
        var data = new DataFolder(user.reachable(options.dataFolder()), options.dataFolder());
        if (data.isCluster()) {
            data.releaseStaleLock();
        } else {
            data.initialise(binaries, user, options.password());
        }
        var log = data.path().resolveSibling(data.path().getFileName() + ".log");
        var server = new PostgresServer(
                launch(user.command(command(binaries, data, port, options)), log),
                data.path(),
                log,
                port,
                options.password());
        Runtime.getRuntime().addShutdownHook(server.hook);
        server.awaitReady();
        return server;
    }

    public int port() {
        return port;
    }

    public String password() {
        return password;
    }

    /** Where the cluster really is: another folder than the one asked for, where the server's user could not reach that. */
    public Path dataFolder() {
        return dataFolder;
    }

    /** What the server wrote, appended over its starts. */
    public Path log() {
        return log;
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** {@code postgresql://postgres@127.0.0.1:port/database}, without the password. */
    public String url(String database) {
        return "postgresql://" + USER + "@" + HOST + ":" + port + "/" + database;
    }

    /** A session of the superuser. */
    public Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", password);
        properties.setProperty("sslmode", "disable");
        return DriverManager.getConnection("jdbc:postgresql://" + HOST + ":" + port + "/" + database, properties);
    }

    /** Ends all sessions and stops in order; does nothing when it does not run. */
    public void stop() {
        end("fast");
        removeHook();
    }

    /** Stops as a crash would, without a checkpoint; the next start recovers. */
    public void kill() {
        end("immediate");
        removeHook();
    }

    @Override
    public void close() {
        stop();
    }

    private static List<String> command(PostgresBinaries binaries, DataFolder data, int port, PostgresOptions options) {
        var command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                watchdog(),
                "postgres-watchdog",
                binaries.program("postgres").toString(),
                "-D",
                data.path().toString(),
                "-p",
                String.valueOf(port),
                "-h",
                HOST,
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=" + (options.fsync() ? "on" : "off")));
        options.settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    private static String watchdog() {
        try (var in = PostgresServer.class.getResourceAsStream("postgres-watchdog.sh")) {
            if (in == null) {
                throw new IllegalStateException("postgres-watchdog.sh is missing beside PostgresServer");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process launch(List<String> command, Path log) {
        try {
            return new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            PrivatePlace.file(log).toFile()))
                    .start();
        } catch (IOException e) {
            throw DiskProblem.of("start PostgreSQL", e).asException(e);
        }
    }

    private void awaitReady() {
        var deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (true) {
            try (var session = connect("postgres")) {
                session.isValid(5);
                return;
            } catch (SQLException e) {
                if ("28P01".equals(e.getSQLState())) {
                    stop();
                    throw Problem.operator(
                                    "PASSWORD_WRONG",
                                    "The cluster in " + dataFolder + " has another password than the one given.",
                                    "Delete that folder, or give the password it was made with.")
                            .asException(e);
                }
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    stop();
                    throw DiskProblem.of("start PostgreSQL in " + dataFolder, lastOfLog())
                            .asException(e);
                }
            }
            pause();
        }
    }

    private String lastOfLog() {
        try {
            var lines = Files.readAllLines(log);
            return String.join(" / ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException e) {
            return "it ended without a word";
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a server to start", e);
        }
    }

    private void end(String how) {
        try (var pipe = process.getOutputStream()) {
            pipe.write((how + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // The watchdog has ended already, and the server with it.
        }
        try {
            if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down and runs the hook itself.
        }
    }
}
