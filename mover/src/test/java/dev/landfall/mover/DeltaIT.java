package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.mover.delta.Baseline;
import dev.landfall.mover.delta.StandingCopy;
import dev.landfall.mover.delta.TableDelta.How;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy that is made while its source is written, and brought to the present by what changed. */
@NeedsTier(Tier.POSTGRES)
class DeltaIT {

    private static final String USERS = """
            CREATE TABLE users (id int PRIMARY KEY, name text);
            INSERT INTO users SELECT n, 'user ' || n FROM generate_series(1, 3000) AS n;""";

    @TempDir
    static Path folder;

    private static World world;
    private static WarmWorld warm;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        warm = new WarmWorld(world);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void copyOfALiveSourceCatchesUpWithWhatWasWrittenAroundIt() throws SQLException {
        warm.both("DROP SCHEMA IF EXISTS landfall_copy CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        warm.write(USERS);
        var baseline = Baseline.take(warm.source(), new StopSignal());
        warm.write("UPDATE users SET name = 'between' WHERE id < 10");
        world.stream(new FolderStore(folder.resolve("live")), "live", progress -> {});
        warm.write("UPDATE users SET name = 'after' WHERE id BETWEEN 5 AND 15; DELETE FROM users WHERE id > 2990;"
                + " INSERT INTO users VALUES (9000, 'new')");
        StandingCopy.begin(warm.target(), baseline, new StopSignal());

        var users = WarmWorld.table(warm.apply(), "public.users");

        assertThat(users.how()).isEqualTo(How.CHANGED);
        assertThat(users.changed()).isEqualTo(9 + 6 + 1);
        assertThat(users.gone()).isEqualTo(10);
        assertThat(users.rows()).isEqualTo(2991);
        warm.assertEqual("after one pass");
        assertThat(warm.apply().foundNothing()).isTrue();
    }

    /** A user's own table may have the name. */
    @Test
    void tableThatLandfallDidNotMakeIsNeitherReadNorReplacedNorDropped() throws SQLException {
        warm.begin(USERS);
        warm.onTarget("COMMENT ON TABLE landfall_copy.delta IS 'mine'");
        var baseline = Baseline.take(warm.source(), new StopSignal());

        assertThatThrownBy(() -> StandingCopy.begin(warm.target(), baseline, new StopSignal()))
                .hasMessageContaining("DELTA_RECORD_OF_OTHERS");
        assertThatThrownBy(warm::apply).hasMessageContaining("DELTA_NOT_BEGUN");
        StandingCopy.end(warm.target(), new StopSignal());

        warm.onTarget("DROP TABLE landfall_copy.delta; DROP SCHEMA landfall_copy");
    }

    @Test
    void measureCountsAndLeavesTheCopyAsItIs() throws SQLException {
        warm.begin(USERS + " CREATE TABLE log (line text); INSERT INTO log VALUES ('one'), ('one')");
        warm.write("UPDATE users SET name = 'x' WHERE id <= 30; DELETE FROM users WHERE id > 2900;"
                + " INSERT INTO log VALUES ('two')");

        for (var i = 0; i < 2; i++) {
            var report = warm.measure();
            var users = WarmWorld.table(report, "public.users");
            assertThat(users.changed()).isEqualTo(30);
            assertThat(users.gone()).isEqualTo(100);
            var log = WarmWorld.table(report, "public.log");
            assertThat(log.how()).isEqualTo(How.WHOLE);
            assertThat(log.reason()).hasValue("it has no key, and 1 rows changed");
            assertThat(log.rows()).isEqualTo(3);
        }
        assertThat(World.ask(world.target, "SELECT count(*) FROM users WHERE name = 'x'"))
                .isEqualTo("0");
        assertThat(World.ask(world.target, "SELECT count(*) FROM log")).isEqualTo("2");
    }

    @Test
    void everyWayToLoseRowsIsFoundByCountAndKey() throws SQLException {
        warm.begin("""
                CREATE TABLE pair (a text COLLATE "C", b uuid, v int, PRIMARY KEY (a, b));
                INSERT INTO pair SELECT 'k' || n, md5(n::text)::uuid, n FROM generate_series(1, 4000) AS n;
                CREATE TABLE parts (id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
                CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');
                CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM ('2026-07-01') TO ('2027-01-01');
                INSERT INTO parts SELECT n, '2026-02-02' FROM generate_series(1, 1000) AS n;
                CREATE TABLE parent (id int PRIMARY KEY, v text); CREATE TABLE child (PRIMARY KEY (id)) INHERITS (parent);
                INSERT INTO parent VALUES (1, 'p'), (2, 'p'); INSERT INTO child VALUES (1, 'c'), (3, 'c');
                CREATE TABLE emptied (id int PRIMARY KEY); INSERT INTO emptied VALUES (1), (2);""");
        warm.write("DELETE FROM pair WHERE v % 400 = 7; UPDATE pair SET a = a || 'x' WHERE v % 1000 = 1;"
                + " UPDATE parts SET at = '2026-08-08' WHERE id <= 100; DELETE FROM parts WHERE id = 500;"
                + " DELETE FROM ONLY parent WHERE id = 2; UPDATE child SET v = 'd' WHERE id = 1; TRUNCATE emptied");

        var report = warm.apply();

        assertThat(WarmWorld.table(report, "public.pair").gone()).isEqualTo(10 + 4);
        assertThat(WarmWorld.table(report, "public.parts_1").gone()).isEqualTo(101);
        assertThat(WarmWorld.table(report, "public.parts_2").changed()).isEqualTo(100);
        assertThat(WarmWorld.table(report, "public.emptied").gone()).isEqualTo(2);
        warm.assertEqual("after deletes");
    }

    @Test
    void sequencesLargeObjectsAndViewsFollowAtTheEnd() throws SQLException {
        warm.begin(USERS + """
                CREATE SEQUENCE up; CREATE SEQUENCE down INCREMENT -1; SELECT nextval('up'), nextval('down');
                CREATE MATERIALIZED VIEW counts AS SELECT count(*) FROM users;
                SELECT lo_from_bytea(7001, 'first'), lo_from_bytea(7002, 'second'), lo_from_bytea(7003, '');
                COMMENT ON LARGE OBJECT 7001 IS 'a comment';""");
        warm.write("SELECT nextval('up'), nextval('down'), lo_put(7001, 2, 'XX'), lo_unlink(7002);"
                + " SELECT lo_from_bytea(7004, convert_to(repeat('0123456789', 60000), 'UTF8'));"
                + " COMMENT ON LARGE OBJECT 7004 IS 'it''s new'; COMMENT ON LARGE OBJECT 7001 IS NULL;"
                + " DELETE FROM users WHERE id = 1; REFRESH MATERIALIZED VIEW counts");

        var done = warm.catchUp();

        assertThat(done.passes().getLast().foundNothing()).isTrue();
        assertThat(done.sequences()).isEqualTo(2);
        assertThat(done.largeObjects()).isEqualTo(3);
        assertThat(done.views()).isEqualTo(1);
        warm.assertEqual("after the end");
        var again = warm.catchUp();
        assertThat(again.passes()).hasSize(1);
        assertThat(again.sequences() + again.largeObjects()).isZero();
    }

    @Test
    void differenceOfTheSchemasIsNamedAndNothingCarried() throws SQLException {
        warm.begin(USERS);
        warm.write("ALTER TABLE users ADD COLUMN mail text; CREATE TABLE later (id int); UPDATE users SET name = 'x'");
        assertThatThrownBy(warm::apply)
                .hasMessageContaining("SCHEMAS_DIFFER")
                .hasMessageContaining("public.users: column mail is on the source only")
                .hasMessageContaining("public.later is on the source only");
        assertThat(World.ask(world.target, "SELECT count(*) FROM users WHERE name = 'x'"))
                .isEqualTo("0");

        warm.onTarget("ALTER TABLE users ADD COLUMN mail text; CREATE TABLE later (id int)");
        var report = warm.apply();

        assertThat(WarmWorld.table(report, "public.users").how()).isEqualTo(How.WHOLE);
        warm.assertEqual("once both are defined alike");
    }

    @Test
    void targetWithoutARecordIsRefused() throws SQLException {
        warm.begin(USERS);
        StandingCopy.end(warm.target(), new StopSignal());
        assertThatThrownBy(warm::apply).hasMessageContaining("DELTA_NOT_BEGUN");
        assertThat(World.ask(world.target, "SELECT count(*) FROM pg_namespace WHERE nspname = 'landfall_copy'"))
                .isEqualTo("0");
    }

    @Test
    void openTransactionIsNamedWhereChangesDoNotEnd() throws Exception {
        warm.begin(USERS);
        try (var open = world.source.connect(World.DATABASE);
                var statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("INSERT INTO users VALUES (9001, 'open')");
            warm.write("UPDATE users SET name = 'again' WHERE id = 1");
            assertThatThrownBy(warm::catchUp)
                    .hasMessageContaining("DELTA_DOES_NOT_END")
                    .hasMessageContaining("public.users")
                    .hasMessageContaining("of postgres, open since");
            open.commit();
        }
        warm.catchUp();
        warm.assertEqual("after it ended");
    }
}
