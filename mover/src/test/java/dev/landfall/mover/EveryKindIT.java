package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of object that PostgreSQL can hold, moved while somebody writes: docs/what-moves.md, line by line. */
@NeedsTier(Tier.POSTGRES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryKindIT {

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;

    @BeforeAll
    void move() throws Exception {
        world = new World(folder);
        store = new FolderStore(folder.resolve("store"));
        EveryKind.prepare(world.source);
        EveryKind.prepare(world.target);
        EveryKind.fill(world.source, World.DATABASE, 15);
        try (var temporary = world.source.connect(World.DATABASE);
                var statement = temporary.createStatement();
                var writer = LiveWriter.start(world.source)) {
            statement.execute(
                    "CREATE TEMP TABLE passing (id serial, mood mood); INSERT INTO passing (mood) VALUES ('ok');"
                            + " CREATE TEMP SEQUENCE passing_by; CREATE TEMP VIEW passing_view AS SELECT * FROM passing");
            writer.awaitFirstRow();
            carry(world, store);
        }
    }

    /** By one way of moving, as run {@code zoo}. */
    void carry(World between, FolderStore by) throws Exception {
        var restore = CompletableFuture.supplyAsync(() -> between.restore(by, "zoo"), Thread::startVirtualThread);
        var dumped = between.dump(by, "zoo");
        assertThat(restore.get(120, TimeUnit.SECONDS).rows()).isEqualTo(dumped.rows());
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void comparisonFindsNoDifference() {
        var comparison = world.compare(store, "zoo");

        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.notes())
                .as("grants stay behind")
                .singleElement()
                .asString()
                .contains("zoo_reader has SELECT on tables (1)", "zoo_reader has UPDATE on columns (1)");
    }

    /** Publications, subscriptions, privileges and owners stay behind; whatever else pg_dump prints is the same. */
    @Test
    void schemasOfBothSidesAreTheSame() throws Exception {
        var source = SchemaText.of(world.source);
        var target = SchemaText.of(world.target);

        assertThat(target.stream()
                        .filter(statement -> !source.contains(statement))
                        .toList())
                .isEmpty();
        assertThat(source.stream()
                        .filter(statement -> !target.contains(statement))
                        .toList())
                .isEmpty();
        assertThat(target).hasSameSizeAs(source);
    }

    /** What a person would see who compares pg_dump's whole output: each statement is in the table of that page. */
    @Test
    void everyStatementThatOnlyOneSideHasIsExplainedInTheDocs() throws Exception {
        var source = SchemaText.whole(world.source);
        var target = SchemaText.whole(world.target);
        var explained = explainedDifferences();

        var differing = Stream.concat(
                        source.stream().filter(statement -> !target.contains(statement)),
                        target.stream().filter(statement -> !source.contains(statement)))
                .toList();

        assertThat(differing).isNotEmpty();
        assertThat(differing.stream()
                        .filter(statement -> explained.stream()
                                .noneMatch(pattern ->
                                        pattern.matcher(statement.strip()).matches()))
                        .toList())
                .isEmpty();
    }

    /** The first cells of the table, where … stands for anything. */
    private static List<Pattern> explainedDifferences() throws IOException {
        var page = Files.readString(Path.of(System.getProperty("landfall.root", ".."), "docs", "what-moves.md"));
        var table = page.substring(page.indexOf("## Differences"));
        return Pattern.compile("(?m)^\\| `([^`]+)` \\|")
                .matcher(table)
                .results()
                .map(cell -> Arrays.stream(cell.group(1).split("…", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")))
                .map(pattern -> Pattern.compile(pattern, Pattern.DOTALL))
                .toList();
    }

    @Test
    void nothingOfLandfallIsLeftInTheTarget() throws SQLException {
        assertThat(World.ask(world.target, "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'landfall%'"))
                .isEqualTo("0");
        assertThat(World.ask(world.target, "SELECT count(*) FROM pg_publication"))
                .isEqualTo("0");
        assertThat(World.ask(world.target, "SELECT count(*) FROM pg_subscription"))
                .isEqualTo("0");
    }

    /** A session on the source had them while it was dumped. */
    @Test
    void temporaryTablesStayBehind() throws SQLException {
        assertThat(World.ask(world.target, "SELECT count(*) FROM pg_class WHERE relname LIKE 'passing%'"))
                .isEqualTo("0");
    }

    @Test
    void rowsThatAWriterAddedMeanwhileComeInWholeTransactions() throws SQLException {
        assertThat(World.ask(world.target, "SELECT count(*) % 2 FROM live")).isEqualTo("0");
    }

    /** The parent of partitions has statistics of its own, and nothing but ANALYZE of itself gathers them. */
    @Test
    void everyTableHasStatistics() throws SQLException {
        assertThat(World.ask(
                        world.target,
                        "SELECT string_agg(c.relname, ',') FROM pg_class c WHERE relkind IN ('r', 'p', 'm')"
                                + " AND c.relname IN ('zoo', 'events', 'events_2a', 'refers', 'counts', 'by_list_rest')"
                                + " AND NOT EXISTS (SELECT FROM pg_statistic s WHERE s.starelid = c.oid)"))
                .isNull();
    }

    static Stream<String> questions() {
        return Stream.of(
                "SELECT md5(string_agg(z::text, ',' ORDER BY id)) FROM zoo z",
                "SELECT md5(string_agg(z::text, ',' ORDER BY id)) FROM extremes z",
                "SELECT md5(string_agg(z::text, ',' ORDER BY id)) FROM stored z",
                "SELECT md5(string_agg(z::text, ',' ORDER BY c1)) FROM thousand z",
                "SELECT string_agg(coalesce(r::text, '-'), ',' ORDER BY r::text) FROM has_rows r",
                "SELECT string_agg(inhrelid::regclass || ' of ' || inhparent::regclass, ',' ORDER BY inhrelid::regclass::text, inhparent::regclass::text) FROM pg_inherits",
                "SELECT string_agg(c.relname || i.indisvalid, ',' ORDER BY c.relname) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = 2200",
                "SELECT string_agg(d.objid::regclass::text, ',' ORDER BY d.objid::regclass::text) FROM pg_depend d WHERE d.deptype = 'x' AND d.classid = 'pg_class'::regclass",
                "SELECT string_agg(p.r::text || p.rs::text || p.t::text || p.p::text || p.f || p.op || p.ns || p.ro || p.cf, ',') FROM catalog p",
                "SELECT md5(lo_get(4711)) || md5(lo_get(4712)) || md5(lo_get(4713)) || md5(lo_get(4714)) || md5(lo_get(4715))",
                "SELECT string_agg(obj_description(oid, 'pg_largeobject'), ',' ORDER BY oid) FROM pg_largeobject_metadata",
                "SELECT count(*) FROM pg_largeobject_metadata",
                "SELECT string_agg(tableoid::regclass || ':' || n, ',' ORDER BY n) FROM events",
                "SELECT string_agg(tableoid::regclass || ':' || a, ',' ORDER BY a) FROM parent",
                "SELECT string_agg(mood || count::text, ',' ORDER BY mood) FROM a_counts_twice",
                "SELECT count(*) FROM aa_thrice",
                "SELECT relispopulated FROM pg_class WHERE relname = 'aaa_first'",
                "SELECT changed FROM watched",
                "SELECT has_function_privilege('zoo_reader', 'double_of(int)', 'EXECUTE')",
                "SELECT has_function_privilege('zoo_reader', 'broken()', 'EXECUTE')",
                "SELECT count(*) FROM no_columns",
                "SELECT count(*) FROM all_dropped",
                "SELECT string_agg(s::text, ',' ORDER BY name) FROM zoo_keeper_setting s",
                "SELECT string_agg(s::text, ',' ORDER BY id) FROM zoo_keeper_note s",
                "SELECT string_agg(evtname || evtenabled::text, ',' ORDER BY evtname) FROM pg_event_trigger",
                "SELECT string_agg(conrelid::regclass || conname || convalidated, ',' ORDER BY conrelid::regclass::text, conname) FROM pg_constraint",
                "SELECT nextval('lonely') || ',' || nextval('untouched') || ',' || nextval('documents_id_seq') || ',' || nextval('down') || ',' || nextval('\"dots.and.%s\".\"se.q \"\"?\"') || ',' || nextval('zoo_id_seq')",
                "SELECT last_value || is_called::text FROM at_the_end");
    }

    @ParameterizedTest
    @MethodSource("questions")
    void bothSidesAnswerAlike(String question) throws SQLException {
        assertThat(World.ask(world.target, question)).isEqualTo(World.ask(world.source, question));
    }
}
