package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.mover.compare.LiveCompare;
import dev.landfall.mover.compare.LiveComparison;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is as documented after a move is no difference, whatever the databases are set to; and what a comparison left out is told. */
@NeedsTier(Tier.POSTGRES)
class FalseAlarmIT {

    /** What pg_dump and sessions obey, where nobody tells them otherwise. */
    private static final List<String> SETTINGS = List.of(
            "quote_all_identifiers = on",
            "search_path = 'pg_catalog, public'",
            "\"DateStyle\" = 'SQL, DMY'",
            "\"IntervalStyle\" = 'sql_standard'",
            "\"TimeZone\" = 'Asia/Kathmandu'",
            "extra_float_digits = -15",
            "bytea_output = 'escape'",
            "xmlbinary = 'hex'",
            "xmloption = 'document'",
            "client_encoding = 'LATIN1'",
            "standard_conforming_strings = off",
            "array_nulls = off",
            "default_table_access_method = 'heap2'",
            "default_transaction_isolation = 'serializable'",
            "row_security = on",
            "statement_timeout = '1h'");

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;

    @BeforeAll
    static void move() throws Exception {
        world = new World(folder);
        store = new FolderStore(folder.resolve("store"));
        World.run(world.source, World.DATABASE, """
                CREATE TABLE parent (a int, b text);
                CREATE TABLE child (own date, b text, a int); ALTER TABLE child INHERIT parent;
                CREATE TABLE grandchild (c int, a int, own date, b text); ALTER TABLE grandchild INHERIT child;
                INSERT INTO child VALUES ('2026-03-01', 'b', 1); INSERT INTO grandchild VALUES (3, 4, '2026-03-02', 'c');
                CREATE TABLE keyed (a int, b int, PRIMARY KEY (a, b));
                CREATE TABLE parted (a int, b int) PARTITION BY LIST (a);
                CREATE TABLE part (a int, b int, CONSTRAINT mine CHECK (b > 0)); ALTER TABLE parted ATTACH PARTITION part FOR VALUES IN (1);
                CREATE TABLE fits (a int, b int, FOREIGN KEY (a, b) REFERENCES keyed); ALTER TABLE parted ATTACH PARTITION fits FOR VALUES IN (2);
                ALTER TABLE parted ADD FOREIGN KEY (a, b) REFERENCES keyed;
                CREATE TABLE sorts (x float8 DEFAULT 0.1, at timestamptz DEFAULT '2026-01-01 12:00+00', i interval DEFAULT '1 day 02:00',
                                    b bytea DEFAULT '\\x00ff', t text DEFAULT E'back\\\\slash ü', n text[] DEFAULT '{NULL}',
                                    CHECK (at > '2020-01-01 12:00+00'));
                INSERT INTO sorts DEFAULT VALUES; CREATE INDEX ON sorts (x) WHERE at > '2026-01-01 00:00+00';
                CREATE FUNCTION "Größe"() RETURNS text LANGUAGE sql AS $$ SELECT 'ü\\n' $$;
                CREATE SEQUENCE stands; CREATE TABLE feeds AS SELECT g AS n FROM generate_series(1, 10) g;
                CREATE MATERIALIZED VIEW stale AS SELECT n FROM feeds; INSERT INTO feeds VALUES (11);
                CREATE MATERIALIZED VIEW by_time AS SELECT now() AS at;
                CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;""");
        world.dump(store, "alarm");
        world.restore(store, "alarm");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static LiveComparison live(PostgresPrograms programs) {
        return new LiveCompare(
                        world.sourceServer(),
                        world.targetServer(),
                        CompareLevel.CONTENT,
                        1,
                        ConstraintCheck.NOW,
                        programs,
                        new StopSignal())
                .run(progress -> {});
    }

    @Test
    void columnsOfInheritanceChildrenAndNamesOfPartitionsConstraintsAreNoDifference() throws SQLException {
        var order =
                "SELECT string_agg(attname, ',' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'child'::regclass AND attnum > 0";
        assertThat(World.ask(world.target, order))
                .as("or this test shows nothing")
                .isNotEqualTo(World.ask(world.source, order));

        assertThat(world.compare(store, "alarm").differences()).isEmpty();
        var live = live(World.PROGRAMS);
        assertThat(live.differences()).isEmpty();
        assertThat(live.schema()).isEmpty();
        assertThat(live.matches()).isTrue();
    }

    @Test
    void settingsOfADatabaseOrARoleMakeNoDifference() throws SQLException {
        for (var server : List.of(world.source, world.target)) {
            try {
                for (var setting : SETTINGS) {
                    World.run(server, "postgres", "ALTER DATABASE app SET " + setting);
                }
                World.run(server, "postgres", "ALTER ROLE postgres IN DATABASE app SET quote_all_identifiers = on");

                assertThat(live(World.PROGRAMS).differences()).isEmpty();
                assertThat(world.compare(store, "alarm").differences()).isEmpty();
            } finally {
                World.run(server, "postgres", "ALTER DATABASE app RESET ALL");
                World.run(server, "postgres", "ALTER ROLE postgres IN DATABASE app RESET ALL");
            }
        }
    }

    @Test
    void settingsOfADatabaseDoNotChangeWhatIsDumpedAndRestored() throws SQLException {
        try {
            for (var setting : SETTINGS) {
                World.run(world.source, "postgres", "ALTER DATABASE app SET " + setting);
            }
            world.dump(store, "hostile");
        } finally {
            World.run(world.source, "postgres", "ALTER DATABASE app RESET ALL");
        }
        world.restore(store, "hostile");

        assertThat(world.compare(store, "hostile").differences()).isEmpty();
        assertThat(live(World.PROGRAMS).differences()).isEmpty();
        assertThat(live(World.PROGRAMS).schema()).isEmpty();
    }

    @Test
    void staleViewOfTheSourceIsToldWithBothCountsAndIsNoDifference() {
        for (var notes : List.of(
                world.compare(store, "alarm").notes(),
                live(World.PROGRAMS).contents().notes())) {
            assertThat(notes)
                    .anySatisfy(note -> assertThat(note)
                            .startsWith("materialized view public.stale: 10 rows on the source, 11 on the target")
                            .contains("stale"))
                    .anySatisfy(note ->
                            assertThat(note).startsWith("materialized view public.by_time: same count (1 rows)"))
                    .hasSize(2);
        }
    }

    @Test
    void sequenceThatDiffersInWhetherItsValueWasHandedOutIsToldSo() throws SQLException {
        World.run(world.target, World.DATABASE, "SELECT nextval('stands')");
        try {
            assertThat(live(World.PROGRAMS).differences())
                    .containsExactly("sequence public.stands is at 1 (is_called, handed out) on the target,"
                            + " at 1 (not is_called, yet to come) on the source");
        } finally {
            World.run(world.target, World.DATABASE, "SELECT setval('stands', 1, false)");
        }
    }

    @Test
    void withoutClientProgramsTheRestIsComparedAndTheReportSaysWhatWasNot() throws SQLException {
        var none = World.PROGRAMS.only(installation -> false);
        var equal = live(none);

        assertThat(equal.differences()).isEmpty();
        assertThat(equal.matches()).isTrue();
        assertThat(equal.notCompared())
                .singleElement()
                .asString()
                .contains("No pg_dump here", "names of objects", PostgresPrograms.VARIABLE);

        World.run(
                world.target,
                World.DATABASE,
                "UPDATE feeds SET n = 0 WHERE n = 1; CREATE INDEX late ON feeds (n); CREATE FUNCTION late() RETURNS int LANGUAGE sql AS 'SELECT 1'");
        try {
            assertThat(live(none).differences())
                    .contains(
                            "public.feeds: same count (11 rows), other content",
                            "schema: INDEX public.late: on the target only",
                            "schema: FUNCTION public.late(): on the target only");
        } finally {
            World.run(
                    world.target,
                    World.DATABASE,
                    "UPDATE feeds SET n = 1 WHERE n = 0; DROP INDEX late; DROP FUNCTION late");
        }
    }

    /** A run that began with an older version: its manifest tells less. */
    @Test
    void manifestThatDoesNotTellItIsReadAndWhatItLacksIsNotCompared() throws Exception {
        var layout = new RunLayout("old").database(World.DATABASE);
        world.dump(store, "old");
        var manifest =
                (ObjectNode) Json.MAPPER.readTree(store.get(layout.manifest()).orElseThrow());
        ((ObjectNode) manifest.get("source")).remove("unprinted");
        store.put(layout.manifest(), Json.MAPPER.writeValueAsBytes(manifest));

        var comparison = world.compare(store, "old");

        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.notCompared()).singleElement().asString().contains("older version");
    }
}
