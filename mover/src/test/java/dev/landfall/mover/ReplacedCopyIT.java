package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.RunLayout;
import dev.landfall.model.transfer.GoLiveBaseline;
import dev.landfall.model.transfer.WayBack;
import dev.landfall.mover.restore.Permission;
import dev.landfall.mover.restore.Permission.Replacing;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which content of a target may be replaced, and what is said of what would go. */
@NeedsTier(Tier.POSTGRES)
class ReplacedCopyIT {

    private static final Permission UNCHANGED = new Permission(Replacing.UNCHANGED);
    private static final Permission CHANGED = new Permission(Replacing.CHANGED);

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;
    private static int runs;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        store = new FolderStore(folder.resolve("store"));
        World.run(world.source, World.DATABASE, """
                CREATE TABLE docs (id int PRIMARY KEY, body text); CREATE SEQUENCE numbers;
                INSERT INTO docs SELECT g, 'text' FROM generate_series(1, 1000) g;
                CREATE MATERIALIZED VIEW counts AS SELECT count(*) FROM docs;
                ALTER TABLE docs ADD CHECK (id > 0) NOT VALID""");
        world.dump(store, "older");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void emptyTarget() throws SQLException {
        World.run(world.target, "postgres", "DROP DATABASE app WITH (FORCE)");
        World.run(world.target, "postgres", "CREATE DATABASE app");
    }

    @Test
    void finishedCopyThatNobodyWroteToIsReplacedWhenAsked() throws SQLException {
        copy();
        World.run(world.target, World.DATABASE, "VACUUM (FREEZE, ANALYZE); SELECT count(*) FROM docs");
        World.run(world.target, World.DATABASE, "ALTER TABLE docs VALIDATE CONSTRAINT docs_id_check");

        refuses(Permission.NONE, "TARGET_HOLDS_COPY").hasMessageContaining("nothing was written there since");

        world.restore(store, dumped(), world.targetServer(), UNCHANGED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO docs VALUES (1001, 'live')                    | 1 rows were written there (public.docs 1)",
                "UPDATE docs SET body = 'live' WHERE id <= 1000          | 1,000 of the copy's were changed",
                "DELETE FROM docs WHERE id = 7                           | 1 of the copy's were changed",
                "TRUNCATE docs                                           | 1,000 of the copy's were changed",
                "CREATE TABLE added AS SELECT 1 AS one                   | public.added 1",
                "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'      | 1 definitions were made",
                "CREATE VIEW seen AS SELECT 1 AS one                     | definitions were made",
                "SELECT lo_create(0)                                     | 1 definitions were made",
                "DROP TABLE docs CASCADE                                 | 1,000 of the copy's were changed",
            })
    void finishedCopyThatWasWrittenToIsKeptAndWhatWouldGoIsCounted(String write, String said) throws SQLException {
        copy();
        World.run(world.target, World.DATABASE, write);
        World.run(world.target, World.DATABASE, "VACUUM (FREEZE, ANALYZE)");
        var before = oid();

        refuses(UNCHANGED, "TARGET_WRITTEN_SINCE").hasMessageContaining(said).hasMessageContaining("--replace-changed");
        refuses(Permission.NONE, "TARGET_WRITTEN_SINCE");

        assertThat(oid()).isEqualTo(before);
        world.restore(store, dumped(), world.targetServer(), CHANGED);
        assertThat(World.ask(world.target, "SELECT count(*) FROM docs WHERE body = 'text'"))
                .isEqualTo("1000");
    }

    /** Written while the new copy was loaded, for hours perhaps. */
    @Test
    void whatIsWrittenMeanwhileIsSeenAtTheEnd() throws SQLException {
        copy();

        assertThatThrownBy(() -> world.restore(
                        store,
                        dumped(),
                        world.targetServer(),
                        UNCHANGED,
                        java.time.Duration.ofSeconds(20),
                        progress -> {
                            if (progress.phase().equals("gathering statistics")) {
                                insertOnce();
                            }
                        }))
                .hasMessageStartingWith("TARGET_WRITTEN_SINCE [");
        assertThat(World.ask(world.target, "SELECT count(*) FROM docs WHERE body = 'live'"))
                .isEqualTo("1");
    }

    private static void insertOnce() {
        try {
            World.run(world.target, World.DATABASE, "INSERT INTO docs VALUES (1001, 'live') ON CONFLICT DO NOTHING");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void olderSnapshotDoesNotReplaceANewerCopyUnasked() throws SQLException {
        copy();

        assertThatThrownBy(() -> world.restore(store, "older", world.targetServer(), UNCHANGED))
                .hasMessageStartingWith("TARGET_NEWER [")
                .hasMessageContaining("--replace-changed");

        world.restore(store, "older", world.targetServer(), CHANGED);
    }

    @Test
    void tablesOfOthersAreReplacedWhenAskedOnly() throws SQLException {
        World.run(world.target, World.DATABASE, "CREATE TABLE theirs (id int)");

        refuses(Permission.NONE, "TARGET_NOT_EMPTY");

        world.restore(store, dumped(), world.targetServer(), UNCHANGED);
    }

    @Test
    void copyThatWentLiveStaysWhateverIsPermitted() throws SQLException {
        var cutover = copy();
        var live = new GoLiveBaseline(cutover, Instant.parse("2026-11-20T12:00:00Z"), Map.of());
        store.writeJson(GoLiveBaseline.key(cutover), live);

        refuses(CHANGED, "TARGET_IS_LIVE").hasMessageContaining("2026-11-20T12:00:00Z");
        var switched = Optional.of(live.at());
        store.writeJson(new RunLayout(cutover).run(), new WayBack(switched, Optional.empty(), Optional.empty()));
        refuses(CHANGED, "TARGET_IS_LIVE");

        store.writeJson(new RunLayout(cutover).run(), new WayBack(switched, Optional.empty(), Optional.of("back-1")));
        world.restore(store, dumped(), world.targetServer(), CHANGED);
    }

    @Test
    void halfACopyOfAnEarlierLandfallIsReplacedUnasked() throws SQLException {
        World.run(world.target, World.DATABASE, "CREATE TABLE half (id int)");
        World.run(
                world.target,
                World.DATABASE,
                "COMMENT ON DATABASE app IS 'landfall: unfinished copy of run x, dump 1c7b'");

        world.restore(store, dumped(), world.targetServer(), Permission.NONE);
    }

    @Test
    void finishedCopyOfAnEarlierLandfallIsKeptForNothingTellsWhatWasWritten() throws SQLException {
        World.run(
                world.target,
                World.DATABASE,
                "COMMENT ON DATABASE app IS 'landfall: finished copy of run x, dump 1c7b'");

        refuses(UNCHANGED, "TARGET_WRITTEN_SINCE").hasMessageContaining("cannot be told");
    }

    /** A run whose copy the target now is. */
    private static String copy() {
        var run = dumped();
        world.restore(store, run, world.targetServer(), Permission.NONE);
        return run;
    }

    private static String dumped() {
        var run = "run-" + runs++;
        world.dump(store, run);
        return run;
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refuses(Permission permission, String code) {
        return assertThatThrownBy(() -> world.restore(store, dumped(), world.targetServer(), permission))
                .hasMessageStartingWith(code + " [");
    }

    private static String oid() throws SQLException {
        return World.ask(world.target, "SELECT oid FROM pg_database WHERE datname = 'app'");
    }
}
