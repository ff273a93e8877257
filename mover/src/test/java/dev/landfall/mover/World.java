package dev.landfall.mover;

import dev.landfall.embedded.PostgresOptions;
import dev.landfall.embedded.PostgresServer;
import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.Comparison;
import dev.landfall.model.transfer.Compression;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.model.transfer.MoveMethod;
import dev.landfall.model.transfer.TransferResult;
import dev.landfall.mover.compare.Compare;
import dev.landfall.mover.compare.CompareRequest;
import dev.landfall.mover.dump.Dump;
import dev.landfall.mover.dump.DumpRequest;
import dev.landfall.mover.move.Transfer;
import dev.landfall.mover.postgres.DatabaseUrl;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Side;
import dev.landfall.mover.progress.ProgressListener;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.restore.Permission;
import dev.landfall.mover.restore.Restore;
import dev.landfall.mover.restore.RestoreRequest;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.stream.RowStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A source and a target server, and the mover's commands on them. */
final class World implements AutoCloseable {

    static final String PASSWORD = "p'a ss%$#[]";
    static final String DATABASE = "app";
    static final String APPLICATION = "landfall test";

    /** Tests restore again and again, and write between. */
    static final Permission REPLACING = new Permission(Permission.Replacing.CHANGED);

    static final PostgresPrograms PROGRAMS = PostgresPrograms.find(System.getenv());

    private static final Path CACHE = Path.of(System.getProperty("java.io.tmpdir"), "landfall-test-postgres");

    private final Path folder;
    private final PostgresPrograms programs;
    PostgresServer source;
    PostgresServer target;

    World(Path folder) throws IOException, SQLException {
        this(folder, Optional.empty(), Optional.empty(), PROGRAMS);
    }

    /** With servers of other versions, from archives of embedded servers, and the client programs given. */
    World(Path folder, Optional<Path> sourceArchive, Optional<Path> targetArchive, PostgresPrograms programs)
            throws IOException, SQLException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        this.folder = folder;
        this.programs = programs;
        source = start("source", sourceArchive);
        target = start("target", targetArchive);
        run(source, "postgres", "CREATE DATABASE app");
        run(target, "postgres", "CREATE DATABASE app");
    }

    private PostgresServer start(String name, Optional<Path> archive) {
        var options = PostgresOptions.in(folder.resolve(name), CACHE, PASSWORD)
                .withoutFsync()
                .withSetting("max_connections", "40")
                .withSetting("max_prepared_transactions", "10");
        return PostgresServer.start(archive.map(options::withArchive).orElse(options));
    }

    void restartSource() {
        source.stop();
        source = start("source", Optional.empty());
    }

    static void run(PostgresServer server, String database, String sql) throws SQLException {
        try (var session = connect(server, database);
                var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    static String ask(PostgresServer server, String sql) throws SQLException {
        return ask(server, DATABASE, sql);
    }

    static String ask(PostgresServer server, String database, String sql) throws SQLException {
        try (var session = connect(server, database);
                var rows = session.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** The database beside the target's in which that run's unfinished copy is. */
    String copyOf(String run) throws SQLException {
        return ask(
                target,
                "postgres",
                "SELECT coalesce(pg_catalog.max(datname), 'none') FROM pg_database WHERE datname <> 'app'"
                        + " AND shobj_description(oid, 'pg_database') LIKE 'landfall: unfinished copy of run " + run
                        + " %'");
    }

    String askCopyOf(String run, String sql) throws SQLException {
        return ask(target, copyOf(run), sql);
    }

    /** Named as the mover's own, so that one which the server has not cleared away yet is nobody else's to a restore. */
    private static Connection connect(PostgresServer server, String database) throws SQLException {
        var session = server.connect(database);
        session.setClientInfo("ApplicationName", APPLICATION);
        return session;
    }

    Server sourceServer() {
        return server(Side.SOURCE, source);
    }

    Server targetServer() {
        return server(Side.TARGET, target);
    }

    static Server server(Side side, PostgresServer server) {
        return new Server(side, DatabaseUrl.parse(server.url(DATABASE)), PASSWORD, APPLICATION);
    }

    DumpRequest dumpRequest(String run) {
        return dumpRequest(run, Map.of());
    }

    /** With options of the driver's beside the URL's. */
    DumpRequest dumpRequest(String run, Map<String, String> options) {
        var url = DatabaseUrl.parse(source.url(DATABASE));
        var all = new HashMap<>(url.options());
        all.putAll(options);
        return new DumpRequest(
                run,
                DATABASE,
                new Server(
                        Side.SOURCE,
                        new DatabaseUrl(url.user(), url.host(), url.port(), url.database(), all),
                        PASSWORD,
                        APPLICATION),
                2,
                1 << 16,
                Compression.ZSTD,
                Optional.empty(),
                MoveMethod.COPY,
                DumpRequest.Limits.USUAL);
    }

    TransferResult dump(ObjectStore store, String run) {
        return new Dump(dumpRequest(run), store, programs, new StopSignal()).run(progress -> {});
    }

    /** For a target of this major. */
    TransferResult dump(ObjectStore store, String run, int targetMajor) {
        var usual = dumpRequest(run);
        var request = new DumpRequest(
                run,
                DATABASE,
                usual.source(),
                usual.jobs(),
                usual.segmentBytes(),
                usual.compression(),
                Optional.of(targetMajor),
                usual.method(),
                usual.limits());
        return new Dump(request, store, programs, new StopSignal()).run(progress -> {});
    }

    TransferResult restore(ObjectStore store, String run) {
        return restore(store, run, Duration.ofSeconds(20));
    }

    TransferResult restore(ObjectStore store, String run, Duration waitLimit) {
        return restore(store, run, waitLimit, progress -> {});
    }

    TransferResult restore(ObjectStore store, String run, ProgressListener listener) {
        return restore(store, run, Duration.ofSeconds(20), listener);
    }

    private TransferResult restore(ObjectStore store, String run, Duration waitLimit, ProgressListener listener) {
        return restore(store, run, targetServer(), REPLACING, waitLimit, listener);
    }

    TransferResult restore(ObjectStore store, String run, Server server, Permission permission) {
        return restore(store, run, server, permission, Duration.ofSeconds(20), progress -> {});
    }

    TransferResult restore(
            ObjectStore store,
            String run,
            Server server,
            Permission permission,
            Duration waitLimit,
            ProgressListener listener) {
        return restore(store, run, server, permission, waitLimit, RestoreRequest.USUAL_STALL_LIMIT, listener);
    }

    TransferResult restore(
            ObjectStore store,
            String run,
            Server server,
            Permission permission,
            Duration waitLimit,
            Duration stallLimit,
            ProgressListener listener) {
        return new Restore(
                        new RestoreRequest(
                                run, DATABASE, server, 2, waitLimit, stallLimit, ConstraintCheck.NOW, permission),
                        store,
                        programs,
                        new StopSignal())
                .run(listener);
    }

    /** Rows pass from server to server; only the plan, the schema and the account of it lie in the store. */
    TransferResult stream(ObjectStore store, String run, ProgressListener listener) {
        return stream(
                store, dumpRequest(run), targetServer(), new StopSignal(), RestoreRequest.USUAL_STALL_LIMIT, listener);
    }

    /** The same, of a database that need not be a test's own. */
    static TransferResult stream(
            Server from,
            Server to,
            ObjectStore store,
            String run,
            PostgresPrograms programs,
            ProgressListener listener) {
        var request = new DumpRequest(
                run,
                DATABASE,
                from,
                2,
                1 << 16,
                Compression.ZSTD,
                Optional.empty(),
                MoveMethod.COPY,
                DumpRequest.Limits.USUAL);
        return stream(store, request, to, programs, new StopSignal(), RestoreRequest.USUAL_STALL_LIMIT, listener);
    }

    TransferResult stream(
            ObjectStore store,
            DumpRequest request,
            Server to,
            StopSignal stop,
            Duration stallLimit,
            ProgressListener listener) {
        return stream(store, request, to, programs, stop, stallLimit, listener);
    }

    private static TransferResult stream(
            ObjectStore store,
            DumpRequest request,
            Server to,
            PostgresPrograms programs,
            StopSignal stop,
            Duration stallLimit,
            ProgressListener listener) {
        var stream = Optional.of(new RowStream(stop));
        return new Transfer(
                        new Dump(request, store, programs, stop, stream),
                        new Restore(
                                new RestoreRequest(
                                        request.run(),
                                        DATABASE,
                                        to,
                                        request.jobs(),
                                        Duration.ofSeconds(20),
                                        stallLimit,
                                        ConstraintCheck.NOW,
                                        REPLACING),
                                store,
                                programs,
                                stop,
                                stream),
                        stop)
                .run(progress -> {}, listener)
                .restored();
    }

    Comparison compare(ObjectStore store, String run) {
        return new Compare(
                        new CompareRequest(run, DATABASE, targetServer(), CompareLevel.CONTENT, 2, ConstraintCheck.NOW),
                        store,
                        programs,
                        new StopSignal())
                .run(progress -> {});
    }

    @Override
    public void close() {
        source.stop();
        target.stop();
    }
}
