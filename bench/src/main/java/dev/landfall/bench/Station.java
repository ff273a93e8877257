package dev.landfall.bench;

import dev.landfall.embedded.PostgresOptions;
import dev.landfall.embedded.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** Source and target server on this machine, with the same settings, fsync on. */
public final class Station implements AutoCloseable {

    private static final String PASSWORD = "bench";

    private final PostgresServer source;
    private final PostgresServer target;
    private final Path folder;
    private Allowance allowance = Allowance.UNLIMITED;

    private Station(PostgresServer source, PostgresServer target, Path folder) {
        this.source = source;
        this.target = target;
        this.folder = folder;
    }

    /** Installed server programs are taken where they are beside the clients: the library's know no lz4. */
    static Station start(Path folder, Path clients) {
        var cache = Path.of(System.getProperty("java.io.tmpdir"), "landfall-bench-postgres");
        return new Station(
                PostgresServer.start(options(folder.resolve("source"), cache, clients)),
                PostgresServer.start(options(folder.resolve("target"), cache, clients)),
                folder);
    }

    /** As a small RDS instance is set, where that differs from the defaults. */
    private static PostgresOptions options(Path data, Path cache, Path clients) {
        var options = PostgresOptions.in(data, cache, PASSWORD)
                .withSetting("shared_buffers", "256MB")
                .withSetting("max_wal_size", "4GB")
                .withSetting("checkpoint_timeout", "15min")
                // By default neither pg_dump nor pgcopydb has a lock for each of 10,000 tables.
                .withSetting("max_locks_per_transaction", "1024")
                .withSetting("max_connections", "60");
        return Files.isExecutable(clients.resolve("initdb")) && Files.isExecutable(clients.resolve("postgres"))
                ? options.withPrograms(clients.resolve("..").normalize())
                : options;
    }

    /** Whether the target's build can compress large values with lz4. */
    public boolean hasLz4() throws SQLException {
        return "t"
                .equals(ask(
                        target,
                        "postgres",
                        "SELECT coalesce((SELECT 'lz4' = ANY (enumvals) FROM pg_settings"
                                + " WHERE name = 'default_toast_compression'), false)"));
    }

    public PostgresServer source() {
        return source;
    }

    public PostgresServer target() {
        return target;
    }

    public String password() {
        return PASSWORD;
    }

    /** For what a way puts on disk; empty before each run. */
    public Path scratch() {
        return folder.resolve("scratch");
    }

    /** Where {@code landfall move} keeps what it learnt at its first start. */
    public Path archive() {
        return folder.resolve("move.jsa");
    }

    /** How long the next run may take. */
    public Allowance allowance() {
        return allowance;
    }

    void allow(Allowance next) {
        allowance = next;
    }

    long pid(PostgresServer server) {
        try (var lines = Files.lines(server.dataFolder().resolve("postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty target database of that name, an empty scratch folder, and nothing left to write on either server. */
    void freshen(String database) throws SQLException {
        execute(target, "postgres", "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
        execute(target, "postgres", "CREATE DATABASE " + database + " TEMPLATE template0");
        execute(target, "postgres", "CHECKPOINT");
        execute(source, "postgres", "CHECKPOINT");
        Folders.empty(scratch());
    }

    public static void execute(PostgresServer server, String database, String sql) throws SQLException {
        try (var session = server.connect(database);
                var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    static String ask(PostgresServer server, String database, String sql) throws SQLException {
        try (var session = server.connect(database);
                var statement = session.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void close() {
        source.stop();
        target.stop();
    }
}
