package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.embedded.PostgresOptions;
import dev.landfall.embedded.PostgresServer;
import dev.landfall.model.RunLayout;
import dev.landfall.mover.postgres.DatabaseUrl;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Side;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.restore.MaintenanceDatabase;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failure names what it is about, and what can be known before is said before. */
@NeedsTier(Tier.POSTGRES)
class MessageIT {

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        store = new FolderStore(folder.resolve("store"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        for (var server : new PostgresServer[] {world.source, world.target}) {
            World.run(server, "postgres", "DROP DATABASE IF EXISTS app WITH (FORCE)");
            World.run(server, "postgres", "CREATE DATABASE app");
        }
    }

    /** Told by the server's port: the copy comes to be in a database that has no settings yet. */
    private static void onlyOnTheTarget(String failing) throws SQLException {
        World.run(world.source, World.DATABASE, """
                CREATE FUNCTION fails_there(a int) RETURNS int LANGUAGE plpgsql STABLE AS $$ BEGIN
                  IF current_setting('port')::int <> %d THEN RAISE 'not here' USING HINT = 'Look there.'; END IF;
                  RETURN a; END $$;""".formatted(world.source.port()) + failing);
    }

    @Test
    void materializedViewThatCannotBeFilledIsNamed() throws SQLException {
        onlyOnTheTarget(
                "CREATE MATERIALIZED VIEW fine AS SELECT 1 AS a; CREATE MATERIALIZED VIEW bad AS SELECT public.fails_there(1) AS a");
        world.dump(store, "view");

        assertThatThrownBy(() -> world.restore(store, "view"))
                .hasMessageStartingWith("TARGET_FAILED [")
                .hasMessageContaining("while filling the materialized view public.bad")
                .hasMessageContaining("PL/pgSQL function public.fails_there(integer) line 2 at RAISE")
                .hasMessageContaining("hint: Look there");
    }

    @Test
    void tableAndLineOfARowThatDoesNotFitAreNamedAndNothingOfTheRow() throws SQLException {
        onlyOnTheTarget(
                "CREATE TABLE orders (a int CHECK (public.fails_there(a) > 0), word text); INSERT INTO orders VALUES (1, 's3cret')");
        world.dump(store, "check");

        assertThatThrownBy(() -> world.restore(store, "check"))
                .hasMessageStartingWith("TARGET_FAILED [")
                .hasMessageContaining("COPY orders, line 1")
                .hasMessageContaining("fails_there(integer)")
                .hasMessageNotContaining("s3cret");
    }

    /** Hours before a restore would come to it. */
    @Test
    void whatNeedsASearchPathIsNamedBeforeARowIsRead() throws SQLException {
        World.run(world.source, World.DATABASE, """
                CREATE TABLE dict AS SELECT 'a'::text AS word;
                CREATE FUNCTION known(text) RETURNS boolean LANGUAGE sql AS 'SELECT EXISTS (SELECT FROM dict WHERE word = $1)';
                CREATE FUNCTION doubled(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN twice($1); END';
                CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
                CREATE FUNCTION with_path(int) RETURNS int LANGUAGE plpgsql IMMUTABLE SET search_path = public AS 'BEGIN RETURN twice($1); END';
                CREATE TABLE words (a int, word text CONSTRAINT is_known CHECK (known(word)), g int GENERATED ALWAYS AS (doubled(2)) STORED);
                INSERT INTO words VALUES (1, 'a'); CREATE INDEX by_double ON words (doubled(a)); CREATE INDEX fine ON words (with_path(a));
                CREATE MATERIALIZED VIEW counted AS SELECT * FROM ts_stat('SELECT to_tsvector(word) FROM dict');
                CREATE MATERIALIZED VIEW good AS SELECT public.twice(a) AS b FROM words""");
        var before = World.ask(world.source, "SELECT pg_current_xact_id_if_assigned() IS NULL");

        assertThatThrownBy(() -> world.dump(store, "path"))
                .hasMessageStartingWith("SEARCH_PATH_NEEDED [OPERATOR]")
                .hasMessageContaining("check constraint is_known of public.words (relation \"dict\" does not exist)")
                .hasMessageContaining("index by_double of public.words")
                .hasMessageContaining("generated column g of public.words")
                .hasMessageContaining("materialized view public.counted (relation \"dict\" does not exist)")
                .hasMessageNotContaining("fine")
                .hasMessageNotContaining("good");
        assertThat(before).isEqualTo("t");
        assertThat(store.list(new RunLayout("path").database(World.DATABASE).data(), ""))
                .isEmpty();
    }

    @Test
    void functionThatReachesOutOrFailsEitherWayIsNotReasonToRefuse() throws SQLException {
        World.run(world.source, World.DATABASE, """
                CREATE TABLE called (n int); CREATE SEQUENCE calls;
                CREATE FUNCTION counts(int) RETURNS int LANGUAGE plpgsql AS 'BEGIN PERFORM nextval(''calls''); RETURN $1; END';
                CREATE FUNCTION writes(int) RETURNS int LANGUAGE plpgsql AS 'BEGIN INSERT INTO public.called VALUES ($1); RETURN $1; END';
                CREATE TABLE checked (a int CHECK (counts(a) > 0), b int CHECK (writes(b) > 0)); INSERT INTO checked VALUES (1, 1);
                ALTER FUNCTION counts(int) SET search_path = public""");
        var before = World.ask(world.source, "SELECT last_value || ' ' || (SELECT count(*) FROM called) FROM calls");

        world.dump(store, "reaching");

        assertThat(World.ask(world.source, "SELECT last_value || ' ' || (SELECT count(*) FROM called) FROM calls"))
                .isEqualTo(before);
    }

    @Test
    void serversOwnDatabasesAndTemplatesAreNoTarget() throws SQLException {
        World.run(world.target, "postgres", "CREATE DATABASE patterned IS_TEMPLATE true");
        for (var name : new String[] {"postgres", "template0", "template1", "patterned"}) {
            var target = World.server(Side.TARGET, world.target).withDatabase(name);

            assertThatThrownBy(() -> MaintenanceDatabase.refuse(target, new StopSignal()))
                    .hasMessageStartingWith("TARGET_IS_MAINTENANCE [OPERATOR]")
                    .hasMessageContaining(name);
        }
        MaintenanceDatabase.refuse(world.targetServer(), new StopSignal());
        MaintenanceDatabase.refuse(world.targetServer().withDatabase("not_there_yet"), new StopSignal());
    }

    /** With the number that is needed, and not the server's word alone. */
    @Test
    void serverWithTooFewLocksIsToldHowManyItNeeds() throws Exception {
        var own = Files.createDirectory(folder.resolve("locks"));
        own.toFile().setReadable(true, false);
        own.toFile().setExecutable(true, false);
        var cache = Path.of(System.getProperty("java.io.tmpdir"), "landfall-test-postgres");
        var small = PostgresServer.start(PostgresOptions.in(own.resolve("data"), cache, World.PASSWORD)
                .withoutFsync()
                .withSetting("max_connections", "8")
                .withSetting("max_wal_senders", "0")
                .withSetting("max_locks_per_transaction", "10"));
        try {
            World.run(small, "postgres", "CREATE DATABASE app");
            for (var part = 0; part < 100; part++) {
                World.run(
                        small,
                        World.DATABASE,
                        "DO $$ BEGIN FOR i IN 1..40 LOOP EXECUTE 'CREATE TABLE t_" + part
                                + "_' || i || ' (a int)'; COMMIT; END LOOP; END $$");
            }
            var server = World.server(Side.SOURCE, small);

            assertThatThrownBy(() -> new dev.landfall.mover.dump.Dump(
                                    request("locks", server), store, World.PROGRAMS, new StopSignal())
                            .run(progress -> {}))
                    .hasMessageStartingWith("SOURCE_LOCKS_TOO_FEW [OPERATOR]")
                    .hasMessageContaining("4,000 tables, indexes and sequences want a lock each")
                    .hasMessageContaining("max_locks_per_transaction (10) × (max_connections (8)")
                    .hasMessageContaining("to 550 or more");
        } finally {
            small.stop();
        }
    }

    private static dev.landfall.mover.dump.DumpRequest request(String run, Server server) {
        var usual = world.dumpRequest(run);
        return new dev.landfall.mover.dump.DumpRequest(
                run,
                usual.database(),
                server,
                usual.jobs(),
                usual.segmentBytes(),
                usual.compression(),
                Optional.empty(),
                usual.method(),
                usual.limits());
    }

    @Test
    void serverThatCrashedIsAskedAgainAndTheDiskIsNamedAsALikelyCause() throws Exception {
        var server = new Server(
                Side.TARGET, DatabaseUrl.parse(world.target.url(World.DATABASE)), World.PASSWORD, World.APPLICATION);
        try (var session = server.open(new StopSignal());
                var killer = world.target.connect("postgres")) {
            var pid = session.number("SELECT pg_backend_pid()");
            new ProcessBuilder("kill", "-SEGV", String.valueOf(pid)).start().waitFor();
            while (killer.isValid(5)) {
                Thread.sleep(20);
            }

            var failure = new java.util.concurrent.atomic.AtomicReference<Throwable>();
            try {
                session.number("SELECT 1");
            } catch (SQLException e) {
                failure.set(session.failure("loading rows", e));
            }
            assertThat(failure.get())
                    .hasMessageStartingWith("TARGET_LOST [RETRY]")
                    .hasMessageContaining("asked again, it")
                    .hasMessageContaining("a full disk is a likely cause");
        }
        awaitRecovery();
    }

    @Test
    void serverThatWasToldToEndASessionIsNotSaidToHaveCrashed() throws Exception {
        try (var session = world.targetServer().open(new StopSignal())) {
            var pid = session.number("SELECT pg_backend_pid()");
            World.run(world.target, "postgres", "SELECT pg_terminate_backend(" + pid + ")");
            try {
                session.number("SELECT 1");
            } catch (SQLException e) {
                assertThat(session.failure("loading rows", e))
                        .hasMessageContaining("asked again, it answers")
                        .hasMessageNotContaining("disk");
            }
        }
    }

    private static void awaitRecovery() throws InterruptedException {
        for (var attempt = 0; attempt < 100; attempt++) {
            try (var session = world.target.connect("postgres")) {
                return;
            } catch (SQLException e) {
                Thread.sleep(100);
            }
        }
    }
}
