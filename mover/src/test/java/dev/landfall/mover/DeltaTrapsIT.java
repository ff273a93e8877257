package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.mover.delta.Baseline;
import dev.landfall.mover.delta.Delta;
import dev.landfall.mover.delta.DeltaReport;
import dev.landfall.mover.delta.DeltaRequest;
import dev.landfall.mover.delta.TableDelta.How;
import dev.landfall.mover.postgres.DatabaseUrl;
import dev.landfall.mover.postgres.LockLimit;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Side;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

/**
 * What makes a delta lose rows, or call databases equal that are not. Where a simpler way would not see it, the test shows
 * that first: by transactions alone, or by the statements that the simpler way would use.
 */
@NeedsTier(Tier.POSTGRES)
class DeltaTrapsIT {

    private static final String PAIR = """
            CREATE TABLE a (id int PRIMARY KEY, v text); CREATE TABLE b (id int PRIMARY KEY, v text);
            INSERT INTO a SELECT n, 'a' || n FROM generate_series(1, 3) n;
            INSERT INTO b SELECT n, 'b' || n FROM generate_series(1, 3) n;""";

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

    /** Transactions tell nothing of what was done to this table, and the copy is as the source all the same afterwards. */
    private static void unseenByTransactionsAndCarriedWhole(Baseline baseline, String table) throws SQLException {
        assertThat(warm.seenByTransaction(baseline, table))
                .as("rows that a look at transactions would carry")
                .isEqualTo("0");
        var report = warm.apply();
        assertThat(WarmWorld.table(report, "public." + table).how()).isEqualTo(How.WHOLE);
        warm.assertEqual(table);
        assertThat(warm.apply().foundNothing()).isTrue();
    }

    @Test
    void tablesExchangedByName() throws SQLException {
        var baseline = warm.begin(PAIR);
        warm.write(
                "ALTER TABLE a RENAME TO z; ALTER TABLE b RENAME TO a; ALTER TABLE z RENAME TO b;"
                        + " ALTER INDEX a_pkey RENAME TO z; ALTER INDEX b_pkey RENAME TO a_pkey; ALTER INDEX z RENAME TO b_pkey");
        unseenByTransactionsAndCarriedWhole(baseline, "a");
    }

    @Test
    void columnDroppedAndAddedAgain() throws SQLException {
        var baseline =
                warm.begin("CREATE TABLE a (id int PRIMARY KEY, v int DEFAULT 5); INSERT INTO a VALUES (1, 1), (2, 2)");
        warm.write("ALTER TABLE a DROP v, ADD v int DEFAULT 5");
        unseenByTransactionsAndCarriedWhole(baseline, "a");
    }

    @Test
    void columnAddedOnBothSidesWithAnotherDefaultForOldRows() throws SQLException {
        var baseline = warm.begin("CREATE TABLE a (id int PRIMARY KEY); INSERT INTO a VALUES (1), (2)");
        warm.write("ALTER TABLE a ADD v text DEFAULT 'source'; ALTER TABLE a ALTER v DROP DEFAULT");
        warm.onTarget("ALTER TABLE a ADD v text DEFAULT 'target'; ALTER TABLE a ALTER v DROP DEFAULT");
        unseenByTransactionsAndCarriedWhole(baseline, "a");
    }

    @Test
    void columnsExchangedByName() throws SQLException {
        var baseline =
                warm.begin("CREATE TABLE a (id int PRIMARY KEY, v text, w text); INSERT INTO a VALUES (1, 'v', 'w')");
        warm.both("ALTER TABLE a RENAME v TO x; ALTER TABLE a RENAME w TO v; ALTER TABLE a RENAME x TO w");
        unseenByTransactionsAndCarriedWhole(baseline, "a");
        // On the source alone, the order of columns differs, and so does what a schema's comparison says.
        warm.write("ALTER TABLE a RENAME v TO x; ALTER TABLE a RENAME w TO v; ALTER TABLE a RENAME x TO w");
        warm.apply();
        assertThat(World.ask(world.target, "SELECT v || w FROM a"))
                .isEqualTo(World.ask(world.source, "SELECT v || w FROM a"));
    }

    @Test
    void labelsOfAnEnumExchanged() throws SQLException {
        var baseline = warm.begin("CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE a (id int PRIMARY KEY, m mood,"
                + " many mood[]); INSERT INTO a VALUES (1, 'sad', '{sad,ok}')");
        var exchange = "ALTER TYPE mood RENAME VALUE 'sad' TO 'x'; ALTER TYPE mood RENAME VALUE 'ok' TO 'sad';"
                + " ALTER TYPE mood RENAME VALUE 'x' TO 'ok'";
        warm.write(exchange);
        assertThat(warm.seenByTransaction(baseline, "a")).isEqualTo("0");
        assertThatThrownBy(warm::apply)
                .hasMessageContaining("SCHEMAS_DIFFER")
                .hasMessageContaining("public.a: type public.mood is another one on the target");
        warm.onTarget(exchange);
        unseenByTransactionsAndCarriedWhole(baseline, "a");
    }

    @Test
    void attributesOfACompositeExchanged() throws SQLException {
        var baseline = warm.begin("CREATE TYPE pair AS (l text, r text); CREATE TABLE a (id int PRIMARY KEY, p pair);"
                + " INSERT INTO a VALUES (1, ROW('l', 'r'))");
        var exchange = "ALTER TYPE pair RENAME ATTRIBUTE l TO x; ALTER TYPE pair RENAME ATTRIBUTE r TO l;"
                + " ALTER TYPE pair RENAME ATTRIBUTE x TO r";
        warm.write(exchange);
        assertThat(warm.seenByTransaction(baseline, "a")).isEqualTo("0");
        assertThatThrownBy(warm::apply).hasMessageContaining("SCHEMAS_DIFFER");
        warm.onTarget(exchange);
        unseenByTransactionsAndCarriedWhole(baseline, "a");
    }

    @Test
    void columnThatNamesATableWhichIsRenamed() throws SQLException {
        var baseline = warm.begin(
                PAIR + "CREATE TABLE names (id int PRIMARY KEY, t regclass); INSERT INTO names VALUES (1, 'a')");
        warm.both("ALTER TABLE a RENAME TO z; ALTER TABLE b RENAME TO a; ALTER TABLE z RENAME TO b");
        warm.both(
                "ALTER INDEX a_pkey RENAME TO z; ALTER INDEX b_pkey RENAME TO a_pkey; ALTER INDEX z RENAME TO b_pkey");
        warm.onTarget("UPDATE names SET t = 'a'");
        unseenByTransactionsAndCarriedWhole(baseline, "names");
    }

    @Test
    void olderTableAttachedAsAPartition() throws SQLException {
        var baseline = warm.begin("""
                CREATE TABLE p (id int, PRIMARY KEY (id)) PARTITION BY RANGE (id);
                CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
                CREATE TABLE p2 (id int PRIMARY KEY); INSERT INTO p VALUES (1); INSERT INTO p2 VALUES (11), (12);""");
        var attach = "ALTER TABLE p ATTACH PARTITION p2 FOR VALUES FROM (10) TO (20)";
        warm.write(attach);
        assertThatThrownBy(warm::apply).hasMessageContaining("public.p2: parents is on the source only");
        warm.onTarget(attach);
        unseenByTransactionsAndCarriedWhole(baseline, "p2");
    }

    @Test
    void generatedColumnKeepsWhatItsOldFunctionMade() throws SQLException {
        var function =
                "CREATE OR REPLACE FUNCTION public.f(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1 + %d'; ";
        warm.begin(function.formatted(1)
                + "CREATE TABLE g (id int PRIMARY KEY, v int, w int GENERATED ALWAYS AS (public.f(v)) STORED);"
                + " INSERT INTO g (id, v) VALUES (1, 1), (2, 2)");
        warm.write(function.formatted(2) + "UPDATE g SET v = 3 WHERE id = 2");
        assertThatThrownBy(warm::apply)
                .hasMessageContaining("public.g: functions that its generated columns may use is another one");
        warm.onTarget(function.formatted(2));
        assertThat(WarmWorld.table(warm.apply(), "public.g").how()).isEqualTo(How.WHOLE);
        warm.assertEqual("what travels is equal; generated values are each side's own");
    }

    @Test
    void copyFreezeIsShownToOlderSnapshots() throws Exception {
        var baseline = warm.begin(PAIR);
        try (var writer = world.source.connect(World.DATABASE);
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("TRUNCATE a");
            writer.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY a FROM STDIN (FREEZE)", new StringReader("1\tnew\n2\tnew\n3\tnew\n"));
            writer.commit();
        }
        assertThat(warm.seenByTransaction(baseline, "a"))
                .as("half the circle sees them")
                .isEqualTo("3");
        warm.apply();
        warm.assertEqual("after COPY FREEZE");
    }

    @Test
    void savepointsOfATransactionThatWasOpenAtTheMark() throws Exception {
        warm.both("DROP SCHEMA IF EXISTS landfall_copy CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        warm.both(PAIR);
        try (var open = world.source.connect(World.DATABASE);
                var statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("INSERT INTO b VALUES (10, 'open')");
            var writer = World.ask(
                    world.source,
                    "SELECT max(backend_xid::text::bigint)::text FROM pg_stat_activity WHERE backend_xid IS NOT NULL");
            statement.execute("SAVEPOINT s; UPDATE a SET v = 'savepoint' WHERE id = 1; RELEASE s");
            warm.write("UPDATE a SET v = 'later' WHERE id = 2");
            warm.onTarget("UPDATE a SET v = 'later' WHERE id = 2");
            warm.begin();
            // The savepoint's number is not among those that a snapshot lists as going on.
            assertThat(World.ask(
                            world.source,
                            "SELECT pg_visible_in_snapshot((" + writer
                                    + "::bigint + 1)::text::xid8, pg_current_snapshot())"))
                    .isEqualTo("t");
            open.commit();
        }
        warm.apply();
        warm.assertEqual("what a savepoint wrote");
    }

    @Test
    void keysThatAreEqualAndNotIdentical() throws SQLException {
        warm.begin("""
                CREATE COLLATION nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
                CREATE TABLE n (k numeric PRIMARY KEY, v text); INSERT INTO n VALUES (1.0, 'old'), (2, 'stays');
                CREATE TABLE f (k float8 PRIMARY KEY); INSERT INTO f VALUES (0);
                CREATE TABLE i (k interval PRIMARY KEY); INSERT INTO i VALUES ('24:00:00');
                CREATE TABLE j (k jsonb PRIMARY KEY); INSERT INTO j VALUES ('1.0');
                CREATE TABLE t (k text COLLATE nocase PRIMARY KEY); INSERT INTO t VALUES ('A');""");
        warm.write("UPDATE n SET k = 1.00 WHERE k = 1; UPDATE f SET k = '-0'; UPDATE i SET k = '1 day';"
                + " UPDATE j SET k = '1.00'; UPDATE t SET k = 'a'");
        assertThat(World.ask(
                        world.target,
                        "WITH up AS (INSERT INTO n VALUES (1.00, 'old') ON CONFLICT (k) DO UPDATE SET v = excluded.v RETURNING k)"
                                + " SELECT count(*) FROM n WHERE k::text NOT IN ('1.00', '2')"))
                .as("rows that upsert and deletion by text would lose")
                .isEqualTo("1");
        warm.apply();
        warm.assertEqual("all five");
        assertThat(World.ask(world.target, "SELECT string_agg(k::text, ' ' ORDER BY k) FROM n"))
                .isEqualTo("1.00 2");
    }

    @Test
    void valuesThatAreSwappedAndTakenOver() throws SQLException {
        warm.begin("""
                CREATE TABLE u (id int PRIMARY KEY, name text UNIQUE); INSERT INTO u VALUES (1, 'x'), (2, 'y'), (3, 'z');
                CREATE TABLE d (id int, v int, CONSTRAINT d_key PRIMARY KEY (id) DEFERRABLE); INSERT INTO d VALUES (1, 1), (2, 2);
                CREATE TABLE e (id int PRIMARY KEY, r int4range, EXCLUDE USING gist (r WITH &&));
                INSERT INTO e VALUES (1, '[1,5)'), (2, '[5,9)');""");
        warm.write("UPDATE u SET name = 'x2' WHERE id = 1; UPDATE u SET name = 'x' WHERE id = 2;"
                + " UPDATE u SET name = 'y' WHERE id = 1; DELETE FROM u WHERE id = 3; INSERT INTO u VALUES (4, 'z');"
                + " UPDATE d SET id = 3 - id; UPDATE e SET r = '[20,30)' WHERE id = 1; UPDATE e SET r = '[1,5)' WHERE id = 2;"
                + " UPDATE e SET r = '[5,9)' WHERE id = 1");
        var report = warm.apply();
        assertThat(WarmWorld.table(report, "public.d").how())
                .as("a deferrable key is none")
                .isEqualTo(How.WHOLE);
        warm.assertEqual("swapped");
    }

    @Test
    void cascadesAndTriggersDoNotAct() throws SQLException {
        warm.begin("""
                CREATE TABLE parent (id int PRIMARY KEY, v int);
                CREATE TABLE child (id int PRIMARY KEY, p int REFERENCES parent ON DELETE CASCADE);
                INSERT INTO parent VALUES (1, 1); INSERT INTO child VALUES (1, 1), (2, 1);
                CREATE FUNCTION bump() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.v := NEW.v + 100; RETURN NEW; END';
                CREATE TRIGGER always BEFORE INSERT ON parent FOR EACH ROW EXECUTE FUNCTION bump();
                CREATE TRIGGER replica BEFORE INSERT ON parent FOR EACH ROW EXECUTE FUNCTION bump();
                CREATE RULE keep AS ON DELETE TO parent DO INSTEAD NOTHING;
                ALTER TABLE parent ENABLE ALWAYS TRIGGER always; ALTER TABLE parent ENABLE REPLICA TRIGGER replica;
                ALTER TABLE parent ENABLE ALWAYS RULE keep;""");
        warm.write("UPDATE parent SET v = 2");
        warm.apply();
        assertThat(World.ask(world.target, "SELECT v FROM parent")).isEqualTo("2");
        assertThat(World.ask(world.target, "SELECT count(*) FROM child")).isEqualTo("2");
        warm.assertEqual("triggers have their states again");
    }

    @Test
    void checkThatOldRowsDoNotMeet() throws SQLException {
        warm.begin(
                "CREATE TABLE c (id int PRIMARY KEY, v int); INSERT INTO c VALUES (1, -1), (2, 1);"
                        + " ALTER TABLE c ADD CONSTRAINT positive CHECK (v > 0) NOT VALID; COMMENT ON CONSTRAINT positive ON c IS 'old rows'");
        warm.write(
                "ALTER TABLE c DROP CONSTRAINT positive; UPDATE c SET v = -2 WHERE id = 1;"
                        + " ALTER TABLE c ADD CONSTRAINT positive CHECK (v > 0) NOT VALID; COMMENT ON CONSTRAINT positive ON c IS 'old rows'");
        assertThatThrownBy(() -> warm.onTarget("UPDATE c SET v = -2 WHERE id = 1"))
                .hasMessageContaining("positive");
        warm.apply();
        warm.assertEqual("the check is there again");
    }

    @Test
    void nullsOfAUniqueKey() throws SQLException {
        warm.begin("CREATE TABLE k (a int UNIQUE, v text); INSERT INTO k VALUES (NULL, 'x'), (NULL, 'x'), (1, 'y')");
        warm.write("UPDATE k SET v = 'z' WHERE a IS NULL");
        assertThat(WarmWorld.table(warm.apply(), "public.k").how()).isEqualTo(How.WHOLE);
        assertThat(World.ask(world.target, "SELECT count(*) FROM k")).isEqualTo("3");
        warm.assertEqual("rows without a value");
    }

    @Test
    void rowSecurityHidesNothing() throws SQLException {
        warm.begin(PAIR);
        World.run(world.source, "postgres", "DROP ROLE IF EXISTS secured");
        World.run(
                world.source,
                World.DATABASE,
                "CREATE ROLE secured LOGIN PASSWORD 'secret'; GRANT USAGE ON SCHEMA public TO secured;"
                        + " GRANT SELECT ON ALL TABLES IN SCHEMA public TO secured; ALTER TABLE a ENABLE ROW LEVEL SECURITY;"
                        + " CREATE POLICY first_only ON a USING (id = 1); UPDATE a SET v = 'x'");
        try {
            var url = DatabaseUrl.parse(world.source.url(World.DATABASE));
            var request = new DeltaRequest(
                    new Server(Side.SOURCE, url.withUser("secured"), "secret", World.APPLICATION),
                    warm.target(),
                    1,
                    new LockLimit(Duration.ofSeconds(5)),
                    Duration.ofMinutes(1));
            assertThatThrownBy(() -> new Delta(request, new StopSignal()).apply(progress -> {}))
                    .hasMessageContaining("SOURCE_DENIED");
            assertThat(World.ask(world.target, "SELECT count(*) FROM a")).isEqualTo("3");
        } finally {
            warm.write("DROP OWNED BY secured; DROP ROLE secured");
        }
    }

    @Test
    void rowsWrittenOnTheTargetStopThePass() throws SQLException {
        warm.begin(PAIR);
        warm.onTarget("DELETE FROM a WHERE id = 3");
        warm.write("UPDATE a SET v = 'x' WHERE id = 1");
        assertThatThrownBy(warm::apply)
                .hasMessageContaining("DELTA_CONTRADICTS")
                .hasMessageContaining("public.a");
        assertThat(World.ask(world.target, "SELECT v FROM a WHERE id = 1")).isEqualTo("a1");
    }

    @Test
    void equalRowsOfATableWithoutKeyAreCounted() throws SQLException {
        warm.begin("CREATE TABLE log (line text); INSERT INTO log VALUES ('same'), ('same')");
        warm.write("INSERT INTO log VALUES ('same')");
        warm.apply();
        warm.assertEqual("three equal rows");
        warm.write("DELETE FROM log WHERE ctid = (SELECT min(ctid) FROM log)");
        warm.apply();
        warm.assertEqual("two equal rows");
    }

    @Test
    void rowsLargerThanTextCanBe() throws SQLException {
        warm.begin("CREATE TABLE big (id int PRIMARY KEY, data bytea)");
        warm.write("INSERT INTO big SELECT 1, decode(repeat('ab', 20000000), 'hex')");
        warm.apply();
        assertThat(World.ask(world.target, "SELECT md5(data) FROM big"))
                .isEqualTo(World.ask(world.source, "SELECT md5(data) FROM big"));
    }

    @Test
    void userWhoMayNotBeAReplicaIsRefusedWhereKeysWouldAct() throws SQLException {
        World.run(world.target, "postgres", "DROP ROLE IF EXISTS plain");
        World.run(world.target, "postgres", "CREATE ROLE plain LOGIN PASSWORD 'secret'");
        warm.begin(PAIR + "ALTER TABLE b ADD FOREIGN KEY (id) REFERENCES a ON DELETE CASCADE;");
        warm.onTarget(
                "ALTER TABLE a OWNER TO plain; ALTER TABLE b OWNER TO plain; ALTER SCHEMA landfall_copy OWNER TO plain;"
                        + " ALTER TABLE landfall_copy.delta OWNER TO plain; GRANT ALL ON SCHEMA public TO plain");
        warm.write("UPDATE a SET v = 'x' WHERE id = 1");
        var url = DatabaseUrl.parse(world.target.url(World.DATABASE));
        var request = new DeltaRequest(
                warm.source(),
                new Server(Side.TARGET, url.withUser("plain"), "secret", World.APPLICATION),
                1,
                new LockLimit(Duration.ofSeconds(5)),
                Duration.ofMinutes(1));
        assertThatThrownBy(() -> new Delta(request, new StopSignal()).apply(progress -> {}))
                .hasMessageContaining("REPLICA_ROLE_DENIED");
        warm.onTarget("ALTER TABLE b DROP CONSTRAINT b_id_fkey");
        new Delta(request, new StopSignal()).apply(progress -> {});
        assertThat(World.ask(world.target, "SELECT v FROM a WHERE id = 1")).isEqualTo("x");
    }

    /** Between the pass's snapshot and what it reads. */
    private static DeltaReport applyWith(String phase, String sql) {
        var done = new AtomicBoolean();
        return warm.apply(progress -> {
            if (progress.phase().equals(phase) && done.compareAndSet(false, true)) {
                try {
                    warm.write(sql);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"looking for changes", "carrying changes"})
    void tableEmptiedAfterTheSnapshotIsLeftForTheNextPass(String phase) throws SQLException {
        warm.begin(PAIR);
        warm.write("UPDATE a SET v = 'x'; UPDATE b SET v = 'y'");

        var report = applyWith(phase, "TRUNCATE a; INSERT INTO a VALUES (1, 'new'), (7, 'new')");

        assertThat(WarmWorld.table(report, "public.a").how()).isEqualTo(How.LEFT);
        assertThat(WarmWorld.table(report, "public.b").how()).isEqualTo(How.CHANGED);
        assertThat(report.foundNothing()).isFalse();
        warm.apply();
        warm.assertEqual("the next pass");
    }

    @Test
    void columnsExchangedWhileTheyAreReadAreLeftForTheNextPass() throws SQLException {
        warm.begin(
                "CREATE TABLE a (id int PRIMARY KEY, v text, w text); INSERT INTO a VALUES (1, 'v', 'w'), (2, 'v', 'w')");
        warm.write("UPDATE a SET v = 'x' WHERE id = 1");
        var exchange = "ALTER TABLE a RENAME v TO x; ALTER TABLE a RENAME w TO v; ALTER TABLE a RENAME x TO w";

        var report = applyWith("carrying changes", exchange);

        assertThat(WarmWorld.table(report, "public.a").how()).isEqualTo(How.LEFT);
        assertThat(World.ask(world.target, "SELECT count(*) FROM a WHERE v <> 'v'"))
                .as("nothing of it is kept")
                .isEqualTo("0");
        assertThat(WarmWorld.table(warm.apply(), "public.a").how()).isEqualTo(How.WHOLE);
        assertThat(World.ask(world.target, "SELECT string_agg(v || w, ',' ORDER BY id) FROM a"))
                .isEqualTo(World.ask(world.source, "SELECT string_agg(v || w, ',' ORDER BY id) FROM a"));
    }

    @Test
    void keyOnlyByADefinitionThatAPublicationKnowsNothingOf() throws SQLException {
        warm.begin("CREATE TABLE k (id int NOT NULL UNIQUE, v text); INSERT INTO k VALUES (1, 'a'), (2, 'b')");
        warm.both("CREATE PUBLICATION all_tables FOR ALL TABLES");
        try {
            assertThatThrownBy(() -> warm.onTarget("DELETE FROM k WHERE id = 1"))
                    .hasMessageContaining("replica identity");
            warm.write("ALTER TABLE k REPLICA IDENTITY FULL; UPDATE k SET v = 'c' WHERE id = 1;"
                    + " DELETE FROM k WHERE id = 2; ALTER TABLE k REPLICA IDENTITY DEFAULT");
            assertThat(WarmWorld.table(warm.apply(), "public.k").how()).isEqualTo(How.CHANGED);
            warm.assertEqual("and its replica identity is as it was");
        } finally {
            warm.both("DROP PUBLICATION all_tables");
        }
    }

    @Test
    void unloggedTableIsToldByItsContents() throws SQLException {
        warm.begin("CREATE UNLOGGED TABLE quick (id int PRIMARY KEY); INSERT INTO quick VALUES (1), (2)");
        assertThat(warm.apply().foundNothing()).isTrue();
        // As a crash of the target does.
        warm.onTarget("TRUNCATE quick");
        assertThat(WarmWorld.table(warm.apply(), "public.quick").how()).isEqualTo(How.WHOLE);
        warm.assertEqual("filled again");
    }
}
