package dev.landfall.local.world;

import dev.landfall.embedded.PostgresOptions;
import dev.landfall.embedded.PostgresServer;
import dev.landfall.embedded.S3Server;
import dev.landfall.local.retool.DatabaseRole;
import dev.landfall.local.retool.SampleDatabase;
import dev.landfall.local.world.side.Names;
import dev.landfall.local.world.side.SharedSecrets;
import dev.landfall.local.world.side.TargetDatabase;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.folder.FolderKind;
import dev.landfall.model.folder.OwnFolder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The real servers: PostgreSQL of both sides and S3, started side by side, the databases built where they are missing. */
final class Servers implements AutoCloseable {

    private final PostgresServer source;
    private final Optional<PostgresServer> ownTarget;
    private final S3Server s3;
    private final WorldState state;

    private Servers(PostgresServer source, Optional<PostgresServer> ownTarget, S3Server s3, WorldState state) {
        this.source = source;
        this.ownTarget = ownTarget;
        this.s3 = s3;
        this.state = state;
    }

    PostgresServer source() {
        return source;
    }

    /** The source's where both sides share it. */
    PostgresServer target() {
        return ownTarget.orElse(source);
    }

    TargetDatabase targetDatabase(SharedSecrets secrets) {
        return ownTarget
                .map(server -> TargetDatabase.own(server.port(), secrets))
                .orElseGet(() -> TargetDatabase.ofTheSource(source.port(), secrets));
    }

    S3Server s3() {
        return s3;
    }

    /** The state with what was built. */
    WorldState state() {
        return state;
    }

    static Servers start(
            WorldHome home, WorldState state, WorldSecrets secrets, BigDecimal scale, Consumer<String> says) {
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("start-", 1).factory())) {
            var source = threads.submit(() -> source(home, state, secrets, scale, says));
            Future<Optional<PostgresServer>> target = threads.submit(
                    () -> state.sharesDatabase() ? Optional.empty() : Optional.of(target(home, state, secrets)));
            var s3 = threads.submit(() -> S3Server.start(home.s3(), state.port(Ports.Use.S3)));
            try {
                var built = state.withScale(Optional.of(scale))
                        .withTargetBuilt()
                        .withDataFolders(Stream.concat(Stream.of(get(source)), get(target).stream())
                                .map(PostgresServer::dataFolder)
                                .toList())
                        .written(home);
                return new Servers(get(source), get(target), get(s3), built);
            } catch (LandfallException e) {
                closeStarted(() -> get(source).close());
                closeStarted(() -> get(target).ifPresent(PostgresServer::close));
                closeStarted(() -> get(s3).close());
                throw e;
            }
        }
    }

    static DatabaseRole sourceRole(WorldSecrets secrets) {
        return new DatabaseRole(Names.SOURCE_ROLE, secrets.sourcePassword());
    }

    static DatabaseRole targetRole(WorldSecrets secrets) {
        return new DatabaseRole(Names.TARGET_ROLE, secrets.targetPassword());
    }

    private static PostgresServer source(
            WorldHome home, WorldState state, WorldSecrets secrets, BigDecimal scale, Consumer<String> says) {
        var whole = state.scale().filter(built -> built.compareTo(scale) == 0).isPresent();
        var folder = home.postgres("source");
        if (!whole) {
            says.accept("building the source's databases, scale " + scale.toPlainString());
        }
        return server(
                home,
                folder,
                state.port(Ports.Use.SOURCE_DATABASE),
                secrets.sourceSuperuser(),
                whole,
                server -> new SampleDatabase(server, sourceRole(secrets)).buildGrown(scale, Names.DOMAIN));
    }

    private static PostgresServer target(WorldHome home, WorldState state, WorldSecrets secrets) {
        return server(
                home,
                home.postgres("target"),
                state.port(Ports.Use.TARGET_DATABASE),
                secrets.targetSuperuser(),
                state.targetBuilt(),
                server -> new SampleDatabase(server, targetRole(secrets)).buildFresh());
    }

    @FunctionalInterface
    private interface Build {
        void on(PostgresServer server) throws SQLException;
    }

    /** A build that was cut short, or one of another scale, begins again from an empty cluster. */
    private static PostgresServer server(
            WorldHome home, Path folder, int port, String password, boolean whole, Build build) {
        var options = PostgresOptions.in(folder, home.programs(), password)
                .withPort(port)
                .withoutFsync()
                .withSetting("max_connections", "100")
                .withSetting("shared_buffers", "128MB")
                .withSetting("max_wal_size", "2GB");
        var server = PostgresServer.start(options);
        if (whole) {
            return server;
        }
        server.stop();
        empty(server.dataFolder());
        var fresh = PostgresServer.start(options);
        try {
            build.on(fresh);
            return fresh;
        } catch (SQLException e) {
            // Half a database is of no use, and where the disk is full its space is what the operator needs back.
            fresh.stop();
            empty(fresh.dataFolder());
            throw notBuilt(e).asException(e);
        }
    }

    private static void empty(Path folder) {
        try {
            OwnFolder.prove(folder, FolderKind.CLUSTER).delete();
        } catch (IOException e) {
            throw WorldProblem.of("empty " + folder, e).asException(e);
        }
    }

    private static Problem notBuilt(SQLException e) {
        // SQLSTATE class 53: insufficient resources; 53100 is a full disk.
        return "53100".equals(e.getSQLState())
                ? Problem.operator(
                        "DISK_FULL",
                        "The disk is full: the sample database could not be built.",
                        "Free some space, choose a smaller --scale or another disk with --home, and run again.")
                : Problem.operator(
                        "SAMPLE_NOT_BUILT",
                        "The sample database could not be built: "
                                + String.valueOf(e.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse("no reason was given") + ".",
                        "Look at the server's log beside its data folder, and run again.");
    }

    private static <T> T get(Future<T> started) {
        try {
            return started.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LandfallException problem) {
                throw problem;
            }
            throw new IllegalStateException("a server did not start", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while servers start");
        }
    }

    private static void closeStarted(Runnable close) {
        try {
            close.run();
        } catch (LandfallException | IllegalStateException e) {
            // It did not start either, and the first problem is the one that is told.
            return;
        }
    }

    @Override
    public void close() {
        s3.stop();
        ownTarget.ifPresent(PostgresServer::stop);
        source.stop();
    }
}
