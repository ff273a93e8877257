package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.embedded.PostgresServer;
import dev.landfall.model.RunLayout;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.Segment;
import dev.landfall.mover.dump.Dump;
import dev.landfall.mover.dump.DumpRequest;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hundreds of small tables: they arrive whole, and what they cost is counted, not timed. */
@NeedsTier(Tier.POSTGRES)
class ManyTablesIT {

    private static final String SEQUENCES = """
            SELECT string_agg(v, ' ') FROM (
              SELECT 'a' || last_value || is_called AS v FROM never_called UNION ALL
              SELECT 'b' || last_value || is_called FROM called UNION ALL
              SELECT 'c' || last_value || is_called FROM set_back UNION ALL
              SELECT 'd' || last_value || is_called FROM t250_id_seq UNION ALL
              SELECT 'e' || last_value || is_called FROM no_rows_id_seq) s""";

    /** What some twenty sessions set and ask, however many tables there are. */
    private static final int OF_SESSIONS = 400;

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        store = new FolderStore(folder.resolve("store"));
        ManyTables.create(world.source, World.DATABASE, ManyTables.PLAIN);
        for (var server : new PostgresServer[] {world.source, world.target}) {
            World.run(server, "postgres", "ALTER SYSTEM SET log_statement = 'all'");
            World.run(server, "postgres", "SELECT pg_reload_conf()");
        }
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void withoutWhatAnotherTestAdded() throws SQLException {
        World.run(world.source, World.DATABASE, """
                DROP SCHEMA IF EXISTS "Odd ""schema""\" CASCADE; DROP TABLE IF EXISTS "two
                lines", no_rows, no_columns, swells, as_text, measured, seen, picky;
                DROP SEQUENCE IF EXISTS never_called, called, set_back; DROP FUNCTION IF EXISTS picky(int)""");
    }

    @Test
    void hundredsOfTablesArriveWhole() throws SQLException {
        ManyTables.createOdd(world.source, World.DATABASE);

        var dumped = dump("whole");
        world.restore(store, "whole");
        var comparison = world.compare(store, "whole");

        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.notes()).isEmpty();
        assertThat(comparison.rows()).isEqualTo(dumped.rows()).isGreaterThan(20L * ManyTables.PLAIN);
        assertThat(World.ask(world.target, SEQUENCES)).isEqualTo(World.ask(world.source, SEQUENCES));
        for (var question : new String[] {
            "SELECT count(*) FROM pg_index WHERE indisvalid AND indrelid >= 16384",
            "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated",
            "SELECT count(*) FROM pg_inherits",
            "SELECT count(*) FROM no_columns",
            "SELECT md5(string_agg(body, '' ORDER BY id)) FROM swells"
        }) {
            assertThat(World.ask(world.target, question)).as(question).isEqualTo(World.ask(world.source, question));
        }
        assertThat(World.ask(
                        world.target, "SELECT count(*) FROM pg_class WHERE relname ~ '^t\\d+$' AND reltuples <> 20"))
                .as("tables without statistics")
                .isEqualTo("0");
    }

    /** A table that was dumped by itself, as all were before, is still read. */
    @Test
    void smallTablesShareObjectsAndLargeOnesDoNot() throws SQLException {
        ManyTables.createOdd(world.source, World.DATABASE);

        dump("objects");

        var layout = new RunLayout("objects").database(World.DATABASE);
        var manifest = store.readJson(layout.manifest(), Manifest.class).orElseThrow();
        var objects = store.list(layout.segments(manifest.attempt()), "");
        assertThat(objects).hasSizeLessThan(ManyTables.PLAIN / 5);
        for (var table : manifest.tables()) {
            var swollen = table.name().equals("swells");
            assertThat(table.segments())
                    .as(table.name())
                    .allSatisfy(segment -> assertThat(segment.isOfSeveral()).isEqualTo(!swollen))
                    .allSatisfy(segment ->
                            assertThat(objects).contains(layout.segments(manifest.attempt()) + segment.fileName()));
            assertThat(table.segments()).as(table.name()).hasSize(table.rows() == 0 ? 0 : swollen ? 2 : 1);
        }
        assertThat(manifest.rows())
                .isEqualTo(manifest.tables().stream()
                        .flatMap(table -> table.segments().stream())
                        .distinct()
                        .mapToLong(Segment::rows)
                        .sum());
    }

    @Test
    void countOfRoundTripsGrowsByLittleWithEachTable() throws Exception {
        var source = new Statements(world.source);
        var target = new Statements(world.target);

        dump("counted");
        assertThat(source.ofLandfall()).as("dump: one COPY for a table").isLessThan(ManyTables.PLAIN + OF_SESSIONS);

        world.restore(store, "counted");
        assertThat(target.ofLandfall()).as("restore: one COPY for a table").isLessThan(ManyTables.PLAIN + OF_SESSIONS);
        assertThat(Integer.parseInt(
                        World.ask(world.target, "SELECT xact_commit FROM pg_stat_database WHERE datname = 'app'")))
                .as("transactions: ANALYZE makes one for a table")
                .isLessThan(ManyTables.PLAIN + OF_SESSIONS);

        var compared = new Statements(world.target);
        world.compare(store, "counted");
        assertThat(compared.ofLandfall())
                .as("compare: one COPY for a table")
                .isLessThan(ManyTables.PLAIN + OF_SESSIONS);
    }

    /** Its transaction holds many more; all of them but this one are there when it has failed. */
    @Test
    void indexThatCannotBeBuiltIsNamed() throws SQLException {
        World.run(world.source, World.DATABASE, """
                CREATE FUNCTION picky(value int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN
                  IF pg_catalog.current_setting('port')::int <> %d THEN RAISE EXCEPTION 'not here'; END IF;
                  RETURN value; END $$;
                CREATE TABLE picky (id int);
                INSERT INTO picky SELECT generate_series(1, 20);
                CREATE INDEX "picky one" ON picky (picky(id))""".formatted(world.source.port()));
        dump("picky");

        assertThatThrownBy(() -> world.restore(store, "picky"))
                .hasMessageContaining("not here")
                .hasMessageContaining("creating INDEX public picky one");
        assertThat(world.askCopyOf("picky", "SELECT count(*) FROM landfall_copy.entry e WHERE e.name LIKE 'INDEX %'"))
                .isEqualTo(world.askCopyOf(
                        "picky", "SELECT count(*) FROM pg_class WHERE relkind = 'i' AND relname LIKE 't%\\_word'"));
        assertThat(world.askCopyOf(
                        "picky",
                        "SELECT count(*) FROM landfall_copy.segment"
                                + " WHERE xmin::text = (SELECT xmin::text FROM t1 LIMIT 1)"))
                .as("rows and record of a table in one transaction")
                .isNotEqualTo("0");
        assertThat(world.askCopyOf(
                        "picky",
                        "SELECT EXISTS (SELECT FROM landfall_copy.segment GROUP BY xmin::text HAVING count(*) > 1)"))
                .as("several tables in one transaction; which, the pace of the dump decides")
                .isEqualTo("t");

        World.run(
                world.target,
                world.copyOf("picky"),
                "CREATE OR REPLACE FUNCTION picky(value int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT value'");
        world.restore(store, "picky");
        assertThat(World.ask(
                        world.target, "SELECT count(*) FROM pg_class WHERE relkind = 'i' AND relname = 'picky one'"))
                .isEqualTo("1");
        assertThat(world.compare(store, "picky").tableDifferences()).isEmpty();
    }

    private static dev.landfall.model.transfer.TransferResult dump(String run) {
        var usual = world.dumpRequest(run);
        return new Dump(
                        new DumpRequest(
                                run,
                                usual.database(),
                                usual.source(),
                                usual.jobs(),
                                1 << 20,
                                usual.compression(),
                                usual.clientMajor(),
                                usual.method(),
                                usual.limits()),
                        store,
                        World.PROGRAMS,
                        new StopSignal())
                .run(progress -> {});
    }

    /** What a server logs from now on; pg_dump's own statements, which do grow, are its affair. */
    private record Statements(PostgresServer server, int before) {

        private static final Pattern STATEMENT = Pattern.compile("LOG:  (?:statement|execute [^:]*): (\\S+ \\S*)");
        private static final Pattern OF_PG_DUMP = Pattern.compile(
                "LOG:  statement: (LOCK TABLE (?!ONLY)|SELECT format_type|EXECUTE |SELECT\\s+[a-z]+\\.)");

        Statements(PostgresServer server) throws IOException {
            this(server, log(server).length());
        }

        long ofLandfall() throws IOException {
            return STATEMENT.matcher(text()).results().count()
                    - OF_PG_DUMP.matcher(text()).results().count();
        }

        private String text() throws IOException {
            return log(server).substring(before);
        }

        private static String log(PostgresServer server) throws IOException {
            return Files.readString(server.log(), StandardCharsets.UTF_8);
        }
    }
}
