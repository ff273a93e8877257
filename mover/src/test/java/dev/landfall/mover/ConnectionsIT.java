package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.StillWaitingException;
import dev.landfall.model.transfer.TransferResult;
import dev.landfall.mover.dump.Dump;
import dev.landfall.mover.dump.DumpRequest;
import dev.landfall.mover.postgres.ConnectionBudget;
import dev.landfall.mover.postgres.DatabaseUrl;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Side;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.restore.Restore;
import dev.landfall.mover.restore.RestoreRequest;
import dev.landfall.mover.store.FolderStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of forty connections, of which an application that lives there has some and wants more. */
class ConnectionsIT {

    private static final int ASKED = 64;
    private static final String PASSWORD = "live";

    @TempDir
    static Path folder;

    private static World world;

    @BeforeAll
    static void start() throws Exception {
        world = new World(folder);
        for (var server : List.of(world.source, world.target)) {
            World.run(server, "postgres", "CREATE ROLE live LOGIN PASSWORD '" + PASSWORD + "'");
            World.run(server, "postgres", "CREATE ROLE narrow LOGIN CONNECTION LIMIT 2 PASSWORD '" + PASSWORD + "'");
        }
        for (var table = 0; table < 80; table++) {
            World.run(world.source, "app", "CREATE TABLE t" + table + " AS SELECT generate_series(1, 2000) AS id");
        }
    }

    /** A server clears away what was closed a moment later. */
    @BeforeEach
    void nobodyIsThere() throws Exception {
        for (var server : List.of(world.source, world.target)) {
            var left = 1L;
            while (left > 0) {
                try (var session = server.connect("postgres");
                        var rows = session.createStatement()
                                .executeQuery("SELECT count(*) FROM pg_stat_activity WHERE datname = 'app'")) {
                    rows.next();
                    left = rows.getLong(1);
                }
                Thread.sleep(20);
            }
        }
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void aDumpOfManyWorkersLeavesTheApplicationItsConnections() throws Exception {
        var refused = new ConcurrentLinkedQueue<SQLException>();
        var usual = world.dumpRequest("many");
        try (var sessions = new LiveSessions(8);
                var store = new FolderStore(folder.resolve("many"))) {
            var live = Thread.ofPlatform().start(() -> comeAndGo(refused));
            var dumped = new Dump(
                            new DumpRequest(
                                    "many",
                                    World.DATABASE,
                                    usual.source(),
                                    ASKED,
                                    usual.segmentBytes(),
                                    usual.compression(),
                                    usual.clientMajor(),
                                    usual.method(),
                                    usual.limits()),
                            store,
                            World.PROGRAMS,
                            new StopSignal())
                    .run(progress -> {});
            live.interrupt();
            live.join();

            assertThat(sessions.open()).hasSize(8);
            assertThat(dumped.tables()).isEqualTo(80);
            assertThat(restored(store).tables()).isEqualTo(80);
        }
        assertThat(refused).isEmpty();
    }

    private static TransferResult restored(FolderStore store) {
        return new Restore(
                        new RestoreRequest(
                                "many",
                                World.DATABASE,
                                world.targetServer(),
                                ASKED,
                                java.time.Duration.ofSeconds(20),
                                RestoreRequest.USUAL_STALL_LIMIT,
                                dev.landfall.model.transfer.ConstraintCheck.NOW,
                                World.REPLACING),
                        store,
                        World.PROGRAMS,
                        new StopSignal())
                .run(progress -> {});
    }

    @Test
    void whatIsFreeDecidesHowManyWorkersThereAre() throws Exception {
        var stop = new StopSignal();

        assertThat(ConnectionBudget.jobs(world.sourceServer(), 2, stop)).isEqualTo(2);
        int most = ConnectionBudget.jobs(world.sourceServer(), ASKED, stop);
        assertThat(most).isBetween(10, 30);
        try (var sessions = new LiveSessions(5)) {
            assertThat(sessions.open()).hasSize(5);
            assertThat(ConnectionBudget.jobs(world.sourceServer(), ASKED, stop)).isLessThanOrEqualTo(most - 4);
        }
        assertThat(ConnectionBudget.jobsOfTarget(world.targetServer().withDatabase("absent"), ASKED, stop))
                .isBetween(10, 33);
    }

    @Test
    void whereNotEvenOneFitsThatIsWaitedFor() throws Exception {
        try (var sessions = new LiveSessions(32)) {
            assertThat(sessions.open()).hasSize(32);
            assertThatThrownBy(() -> ConnectionBudget.jobs(world.sourceServer(), 1, new StopSignal()))
                    .isInstanceOf(StillWaitingException.class)
                    .hasMessageContaining(
                            "TOO_MANY_CONNECTIONS [WAIT]: The source server takes 40 connections: 3 are reserved, ")
                    .hasMessageContaining("4 stay free for others");
        }
    }

    @Test
    void theServersOwnRefusalIsSaidInItsWordsOnEitherSide() throws Exception {
        for (var side : Side.values()) {
            refused(narrow(side), 2, "too many connections for role");
            nobodyIsThere();
            var server = side == Side.SOURCE ? world.source : world.target;
            World.run(server, "postgres", "ALTER DATABASE app CONNECTION LIMIT 1");
            refused(live(side), 1, "too many connections for database");
            World.run(server, "postgres", "ALTER DATABASE app CONNECTION LIMIT -1");
            nobodyIsThere();
        }
        try (var all = new LiveSessions(100)) {
            assertThat(all.open()).hasSizeLessThanOrEqualTo(37);
            assertThatThrownBy(() -> live(Side.SOURCE).open(new StopSignal()))
                    .isInstanceOf(StillWaitingException.class)
                    .hasMessageContaining("TOO_MANY_CONNECTIONS")
                    .hasMessageContaining("connection slots are reserved");
        }
    }

    private static void refused(Server server, int open, String words) throws SQLException {
        var sessions = new ArrayList<Session>();
        try {
            for (var i = 0; i < open; i++) {
                sessions.add(server.open(new StopSignal()));
            }
            assertThatThrownBy(() -> server.open(new StopSignal()))
                    .isInstanceOf(StillWaitingException.class)
                    .hasMessageContaining(
                            "TOO_MANY_CONNECTIONS [WAIT]: The " + server.side().word())
                    .hasMessageContaining(words);
        } finally {
            sessions.forEach(Session::close);
        }
    }

    private static Server live(Side side) {
        return of(side, "live");
    }

    private static Server narrow(Side side) {
        return of(side, "narrow");
    }

    private static Server of(Side side, String role) {
        var server = side == Side.SOURCE ? world.source : world.target;
        return new Server(
                side,
                DatabaseUrl.parse(server.url(World.DATABASE).replace("postgres@", role + "@")),
                PASSWORD,
                World.APPLICATION);
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + world.source.port() + "/app?sslmode=disable", "live", PASSWORD);
    }

    /** As an application does whose users come and go. */
    private static void comeAndGo(ConcurrentLinkedQueue<SQLException> refused) {
        while (!Thread.currentThread().isInterrupted()) {
            try (var session = connect()) {
                session.isValid(5);
                Thread.sleep(5);
            } catch (SQLException e) {
                refused.add(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Held on the source; fewer than wanted where it takes no more. */
    private static final class LiveSessions implements AutoCloseable {

        private final List<Connection> sessions = new ArrayList<>();

        LiveSessions(int wanted) {
            try {
                while (sessions.size() < wanted) {
                    sessions.add(connect());
                }
            } catch (SQLException full) {
                assertThat(full.getSQLState()).isEqualTo("53300");
            }
        }

        List<Connection> open() {
            return List.copyOf(sessions);
        }

        @Override
        public void close() throws SQLException {
            for (var session : sessions) {
                session.close();
            }
        }
    }
}
