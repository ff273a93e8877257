package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.CompletedTables;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.model.transfer.GainedRights;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.MoveMethod;
import dev.landfall.model.transfer.ObjectDigests;
import dev.landfall.mover.compare.Compare;
import dev.landfall.mover.compare.CompareRequest;
import dev.landfall.mover.dump.Dump;
import dev.landfall.mover.dump.DumpRequest;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.store.SealKey;
import dev.landfall.mover.store.SealedStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every object that a dump leaves, altered in each way before the restore reads it: the restore or the comparison says so,
 * or the copy is right all the same. The kinds are those that the store lists, so that a new one needs an entry here.
 */
@NeedsTier(Tier.POSTGRES)
class AlteredStoreIT {

    private static final Path PAGE = Path.of(System.getProperty("landfall.root"), "docs", "run-objects.md");
    private static final String NEXT = "\n\n## After a run";

    private static final SealKey KEY = SealKey.parse("0a".repeat(32));
    private static final SealKey OTHER_KEY = SealKey.parse("0b".repeat(32));
    private static final String RUN = "one";
    private static final String OTHER = "two";
    private static final String ARCHIVED = "three";
    private static final String HARMLESS = "harmless";

    /** Small enough for a large table to have some, large enough for small tables to share one. */
    private static final int SEGMENT_BYTES = 1 << 18;

    /** By kind: what is said of one that is flipped, replaced, removed, and of another one beside it. */
    private static final Map<String, List<String>> EXPECTED = new TreeMap<>(Map.of(
            "plan.json", List.of("OBJECTS_CHANGED", "OBJECTS_CHANGED", "NO_PROGRESS", HARMLESS),
            "data.json", List.of("OBJECTS_CHANGED", "OBJECTS_CHANGED", "NO_PROGRESS", HARMLESS),
            "manifest.json", List.of("OBJECTS_CHANGED", "OBJECTS_CHANGED", "MANIFEST_MISSING", HARMLESS),
            "archive.json", List.of("OBJECTS_CHANGED", "OBJECTS_CHANGED", "NO_PROGRESS", HARMLESS),
            "schema.dump", List.of("SEGMENT_DAMAGED", "SEGMENT_DAMAGED", "SEGMENT_DAMAGED", HARMLESS),
            "completed-tables.json", List.of("OBJECTS_CHANGED", "OBJECTS_CHANGED", HARMLESS, HARMLESS),
            "progress/dump.json", List.of("OBJECTS_CHANGED", "OBJECTS_CHANGED", HARMLESS, HARMLESS),
            "a table's segment", List.of("SEGMENT_DAMAGED", "SEGMENT_DAMAGED", "SEGMENT_MISSING", "OBJECTS_CHANGED"),
            "several tables' segment",
                    List.of("SEGMENT_DAMAGED", "SEGMENT_DAMAGED", "SEGMENT_MISSING", "OBJECTS_CHANGED"),
            "a piece of an archive",
                    List.of("SEGMENT_DAMAGED", "SEGMENT_DAMAGED", "SEGMENT_MISSING", "OBJECTS_CHANGED")));

    /** Why it does no harm, where it does none. */
    private static final Map<String, String> REASONS = Map.of(
            "completed-tables.json removed", "the restore learns from data.json which tables are whole",
            "progress/dump.json removed", "it only says how far the dump is; the wait for more has its limit");

    @TempDir
    static Path folder;

    private static World world;
    private static final MemoryStore DUMPED = new MemoryStore();
    private static final Map<String, ObjectDigests> DIGESTS = new TreeMap<>();

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        World.run(world.source, World.DATABASE, """
                CREATE TABLE numbers AS SELECT g AS id, md5(g::text) AS word FROM generate_series(1, 8000) g;
                ALTER TABLE numbers ADD PRIMARY KEY (id);
                CREATE TABLE small (id int PRIMARY KEY REFERENCES numbers, name text);
                INSERT INTO small VALUES (1, 'a'), (2, 'b');
                CREATE TABLE smaller (id serial PRIMARY KEY);
                INSERT INTO smaller DEFAULT VALUES;
                CREATE MATERIALIZED VIEW words AS SELECT count(*) FROM numbers;
                ANALYZE""");
        dump(RUN, KEY, MoveMethod.COPY);
        dump(ARCHIVED, KEY, MoveMethod.PG_DUMP);
        // A schema of its own, else the two schema archives are the same bytes where both were written in one second.
        World.run(world.source, World.DATABASE, """
                UPDATE small SET name = 'z';
                UPDATE numbers SET word = 'other';
                COMMENT ON TABLE small IS 'other'""");
        dump(OTHER, OTHER_KEY, MoveMethod.COPY);
        dump(OTHER + ARCHIVED, OTHER_KEY, MoveMethod.PG_DUMP);
        World.run(world.source, World.DATABASE, "COMMENT ON TABLE small IS NULL");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void everyObjectOfADumpAlteredIsDetectedOrHarmless() throws IOException, SQLException {
        var found = new TreeMap<String, List<String>>();
        var table = new ArrayList<>(List.of(
                "| Object | flipped | replaced by another run's | removed | another one added |",
                "|---|---|---|---|---|"));
        for (var run : List.of(RUN, ARCHIVED)) {
            for (var entry : kinds(run).entrySet()) {
                if (found.containsKey(entry.getKey())) {
                    continue;
                }
                var codes = new ArrayList<String>();
                var cells = new ArrayList<String>();
                for (var alteration : Alteration.values()) {
                    var code = outcome(run, entry.getKey(), entry.getValue(), alteration);
                    codes.add(code);
                    var reason = REASONS.get(entry.getKey() + " " + alteration.word());
                    cells.add(
                            code.equals(HARMLESS)
                                    ? HARMLESS + ": "
                                            + (reason == null ? "nothing reads an object of that name" : reason)
                                    : "`" + code + "`");
                }
                found.put(entry.getKey(), codes);
                table.add("| " + entry.getKey() + " | " + String.join(" | ", cells) + " |");
            }
        }
        assertThat(found).isEqualTo(EXPECTED);
        var page = Files.readString(PAGE);
        var written = page.substring(0, page.indexOf("| Object |"))
                + String.join("\n", table)
                + page.substring(page.indexOf(NEXT));
        if (Boolean.getBoolean("landfall.write.docs")) {
            Files.writeString(PAGE, written);
        }
        assertThat(PAGE)
                .as("stale: mvn test -pl mover -am -Dtest=AlteredStoreIT -Dlandfall.write.docs=true "
                        + "-Dsurefire.failIfNoSpecifiedTests=false")
                .hasContent(written);
    }

    /** The key decides, not the digest: a dump that was answered is followed, another one of the same key is not. */
    @Test
    void earlierDumpOfTheSameRunInItsPlaceIsNotCompared() {
        var store = DUMPED.copy();
        var again = new MemoryStore();
        dumpInto(again, RUN, KEY, MoveMethod.COPY);
        store.addAll(again);

        assertThat(code(() -> restoreAndCompare(store, RUN))).isEqualTo("OBJECTS_CHANGED");
    }

    @Test
    void unsealedObjectsAreReadWhereThereIsNoKeyAndTheComparisonSaysSo() {
        var store = new MemoryStore();
        world.dump(store, "unsealed");
        world.restore(store, "unsealed");

        var comparison = world.compare(store, "unsealed");

        assertThat(comparison.matches()).isTrue();
        assertThat(comparison.baseline()).contains("compared with the stored manifest, not with the source");
    }

    /** Without a key, by whoever rewrote every digest: the restore would wait for rows that nobody names. */
    @Test
    void indexThatLacksATableIsRefusedAtOnce() {
        var store = new MemoryStore();
        world.dump(store, "short");
        var layout = new RunLayout("short").database(World.DATABASE);
        for (var key : List.of(layout.dataIndex(), layout.manifest())) {
            var whole = store.readJson(key, Manifest.class).orElseThrow();
            store.writeJson(
                    key,
                    whole.withTables(whole.tables().subList(1, whole.tables().size()), whole.storedBytes(), 0));
        }

        assertThat(code(() -> world.restore(store, "short"))).isEqualTo("OBJECTS_CHANGED");
    }

    @Test
    void sealedCopyComparesWithWhatTheDumpAnswered() {
        var store = DUMPED.copy();

        var comparison = restoreAndCompare(store, RUN);

        assertThat(comparison.matches()).isTrue();
        assertThat(comparison.baseline()).isEmpty();
    }

    /** Keys by kind, one of each. */
    private static Map<String, String> kinds(String run) {
        var kinds = new TreeMap<String, String>();
        var prefix = new RunLayout(run).database(World.DATABASE).prefix();
        for (var key : DUMPED.list(prefix, "")) {
            kinds.putIfAbsent(kind(run, key.substring(prefix.length())), key);
        }
        return kinds;
    }

    private static String kind(String run, String name) {
        if (!name.startsWith("data/")) {
            return name;
        }
        return run.endsWith(ARCHIVED)
                ? "a piece of an archive"
                : name.contains(".several.") ? "several tables' segment" : "a table's segment";
    }

    private static String outcome(String run, String kind, String key, Alteration alteration) {
        var store = running(run);
        var other = kinds(run.equals(RUN) ? OTHER : OTHER + ARCHIVED).get(kind);
        alteration.apply(store, key, Optional.ofNullable(other).flatMap(DUMPED::get));
        return code(() -> restoreAndCompare(store, run));
    }

    /** As the dump left it, which has shown life just now. */
    private static MemoryStore running(String run) {
        var store = DUMPED.copy();
        var sealed = sealed(store, run, KEY);
        var key = new RunLayout(run).database(World.DATABASE).progress("dump");
        var progress = sealed.readJson(key, ObjectNode.class).orElseThrow();
        progress.remove("seal");
        progress.put("updatedAt", Instant.now().toString());
        sealed.writeJson(key, progress);
        return store;
    }

    private static String code(Runnable work) {
        try {
            work.run();
            return HARMLESS;
        } catch (LandfallException e) {
            assertThat(e.problem().code()).isNotEqualTo("MOVER_FAILED");
            return e.problem().code();
        }
    }

    /** As the state machine does it: the comparison only where the restore read what the dump answered. */
    private static dev.landfall.model.transfer.Comparison restoreAndCompare(MemoryStore store, String run) {
        var sealed = sealed(new LateIndex(store), run, KEY);
        var dumped = DIGESTS.get(run);
        var restored = world.restore(sealed, run, Duration.ofSeconds(3));
        if (!dumped.changedIn(restored.digests()).isEmpty()) {
            throw dev.landfall.model.failure.Problem.operator("OBJECTS_CHANGED", "Not what was dumped.", "None.")
                    .asException();
        }
        var comparison = new Compare(
                        new CompareRequest(
                                run,
                                World.DATABASE,
                                world.targetServer(),
                                CompareLevel.CONTENT,
                                2,
                                ConstraintCheck.NOW,
                                GainedRights.REFUSE,
                                dumped.manifest(),
                                CompareRequest.USUAL_STALL_LIMIT),
                        sealed,
                        World.PROGRAMS,
                        new StopSignal())
                .run(progress -> {});
        if (!comparison.matches()) {
            throw Compare.differs(comparison).asException();
        }
        return comparison;
    }

    private static void dump(String run, SealKey key, MoveMethod method) {
        DIGESTS.put(run, dumpInto(DUMPED, run, key, method));
    }

    private static ObjectDigests dumpInto(MemoryStore store, String run, SealKey key, MoveMethod method) {
        var usual = world.dumpRequest(run);
        var sealed = sealed(store, run, key);
        var result = new Dump(
                        new DumpRequest(
                                run,
                                World.DATABASE,
                                usual.source(),
                                2,
                                SEGMENT_BYTES,
                                usual.compression(),
                                Optional.empty(),
                                method,
                                usual.limits()),
                        sealed,
                        World.PROGRAMS,
                        new StopSignal())
                .run(progress -> {});
        // A dump of a second writes none as a rule.
        var layout = new RunLayout(run).database(World.DATABASE);
        sealed.writeJson(layout.completedTables(), new CompletedTables("attempt", Map.of()));
        return result.digests();
    }

    private static ObjectStore sealed(ObjectStore store, String run, SealKey key) {
        return SealedStore.of(store, key, new RunLayout(run).database(World.DATABASE));
    }

    /** As of a dump that still runs when the restore begins: its index comes only after its segments were listed. */
    private static final class LateIndex extends StoreObserver {

        private final Map<String, AtomicInteger> hidden =
                Map.of("data.json", new AtomicInteger(3), "archive.json", new AtomicInteger(3));

        LateIndex(ObjectStore store) {
            super(store);
        }

        @Override
        public Optional<byte[]> get(String key) {
            var left = hidden.get(key.substring(key.lastIndexOf('/') + 1));
            return left != null && left.getAndDecrement() > 0 ? Optional.empty() : super.get(key);
        }
    }
}
