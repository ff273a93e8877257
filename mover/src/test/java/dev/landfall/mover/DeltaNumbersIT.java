package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.mover.delta.Baseline;
import dev.landfall.mover.delta.Delta;
import dev.landfall.mover.delta.DeltaRequest;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transaction numbers that a server gives twice, and histories that it does not go on with. */
@NeedsTier(Tier.POSTGRES)
class DeltaNumbersIT {

    private static final String ROWS =
            "CREATE TABLE a (id int PRIMARY KEY, v text); INSERT INTO a VALUES (1, 'old'), (2, 'old');";

    @TempDir
    Path folder;

    private World world;
    private WarmWorld warm;

    @BeforeEach
    void start() throws IOException, SQLException {
        world = new World(folder);
        warm = new WarmWorld(world);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void numbersThatACrashGivesTwiceAreNotTrustedBeforeTheirRowsAreOnDisk() throws SQLException {
        warm.both(ROWS);
        restingLog(5);
        // Its commit waits for nobody, and the writer of the log rests.
        warm.write("SET synchronous_commit = off; UPDATE a SET v = 'acknowledged' WHERE id = 1");
        var begun = System.nanoTime();
        Baseline.take(warm.source(), new StopSignal());
        var waited = Duration.ofNanos(System.nanoTime() - begun);

        world.source.kill();
        world.restartSource();

        assertThat(World.ask(world.source, "SELECT v FROM a WHERE id = 1"))
                .as("what the snapshot saw outlives a crash, %s later", waited)
                .isEqualTo("acknowledged");
    }

    @Test
    void withoutWaitingACrashTakesBackWhatASnapshotSaw() throws SQLException {
        warm.both(ROWS);
        restingLog(10);
        warm.write("SET synchronous_commit = off; UPDATE a SET v = 'phantom' WHERE id = 1");
        var seen = World.ask(world.source, "SELECT v FROM a WHERE id = 1");
        world.source.kill();
        world.restartSource();
        assertThat(seen).isEqualTo("phantom");
        assertThat(World.ask(world.source, "SELECT v FROM a WHERE id = 1")).isEqualTo("old");
    }

    @Test
    void standbyIsNoSourceAndPromotedOneIsAnother() throws SQLException {
        warm.begin(ROWS);
        warm.write("COPY (SELECT 1 WHERE false) TO '" + World.ask(world.source, "SHOW data_directory")
                + "/standby.signal'");
        world.restartSource();

        assertThatThrownBy(warm::applyAtRest).hasMessageContaining("DELTA_MARK_MISSING");

        World.run(world.source, World.DATABASE, "SELECT pg_promote()");
        warm.write("UPDATE a SET v = 'after' WHERE id = 2");
        assertThatThrownBy(warm::apply)
                .hasMessageContaining("MARK_OF_ANOTHER_TIME")
                .hasMessageContaining("restored or failed over");
        assertThat(World.ask(world.target, "SELECT count(*) FROM a WHERE v = 'after'"))
                .isEqualTo("0");
    }

    @Test
    void copyOfAnotherServersDatabaseIsRefused() throws SQLException {
        warm.begin(ROWS);
        World.run(world.target, "postgres", "CREATE DATABASE app_2 TEMPLATE app");
        World.run(world.target, "postgres", "ALTER DATABASE app RENAME TO app_3");
        World.run(world.target, "postgres", "ALTER DATABASE app_2 RENAME TO app");
        var source = world.targetServer().withDatabase("app_3");
        var usual = warm.request();
        var request = new DeltaRequest(source, usual.target(), 1, usual.locks(), usual.stallLimit());
        assertThatThrownBy(() -> new Delta(request, new StopSignal()).apply(progress -> {}))
                .hasMessageContaining("MARK_OF_ANOTHER_TIME")
                .hasMessageContaining("another one's");
        assertThatThrownBy(() -> new Delta(
                                new DeltaRequest(usual.target(), usual.target(), 1, usual.locks(), usual.stallLimit()),
                                new StopSignal())
                        .apply(progress -> {}))
                .hasMessageContaining("TARGET_IS_SOURCE");
    }

    @Test
    void preparedTransactionOfAnotherDatabaseDoesNotHoldTheMark() throws SQLException {
        World.run(world.source, "postgres", "CREATE TABLE there (id int)");
        World.run(world.source, "postgres", "BEGIN; INSERT INTO there VALUES (1); PREPARE TRANSACTION 'forgotten'");
        warm.begin(ROWS);
        warm.write("UPDATE a SET v = 'x'");
        assertThat(warm.apply().changed()).isEqualTo(2);
        assertThat(warm.apply().foundNothing()).as("nothing is carried twice").isTrue();
        World.run(world.source, "postgres", "ROLLBACK PREPARED 'forgotten'");
    }

    @Test
    void restingSourceIsWaitedForOnce() throws SQLException {
        warm.begin(ROWS);
        warm.write("UPDATE a SET v = 'x'");
        warm.apply();
        var begun = System.nanoTime();
        assertThat(warm.applyAtRest().foundNothing()).isTrue();
        assertThat(warm.applyAtRest().foundNothing()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }

    /** How long the writer of the source's log rests, in seconds. */
    private void restingLog(int seconds) throws SQLException {
        World.run(world.source, World.DATABASE, "ALTER SYSTEM SET wal_writer_delay = '" + seconds + "s'");
        World.run(world.source, World.DATABASE, "SELECT pg_reload_conf(), pg_sleep(0.5)");
        // All that was written before is on the disk.
        World.run(world.source, World.DATABASE, "CREATE TABLE flushed (id int)");
    }
}
