package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.SourceProof;
import dev.landfall.mover.diverge.SourceWritten;
import dev.landfall.mover.diverge.WrittenRequest;
import dev.landfall.mover.postgres.LockLimit;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** What somebody writes on the source after the dump's snapshot is found before the domain moves. */
@NeedsTier(Tier.POSTGRES)
class SourceWrittenIT {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final LockLimit LOCKS = new LockLimit(Duration.ofSeconds(2));

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;

    private final String run = "written-" + NUMBER.incrementAndGet();

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        store = FolderStore.own(folder.resolve("store"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void tables() throws SQLException {
        write("""
                DROP SCHEMA public CASCADE; CREATE SCHEMA public;
                CREATE TABLE users (id int PRIMARY KEY, name text);
                CREATE TABLE page_saves (id int PRIMARY KEY, body text);
                CREATE TABLE parts (id int, at date) PARTITION BY RANGE (at);
                CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');
                INSERT INTO parts SELECT n, '2026-02-02' FROM generate_series(1, 10) AS n;
                INSERT INTO users SELECT n, 'user ' || n FROM generate_series(1, 10) AS n;
                INSERT INTO page_saves SELECT n, 'body' FROM generate_series(1, 30) AS n;
                SELECT lo_from_bytea(0, 'large')""");
    }

    @Test
    void sourceThatNobodyWroteInIsProven() throws SQLException {
        var digest = dump();
        // What the server does by itself is no write.
        write("VACUUM (FREEZE, ANALYZE)");
        write("CHECKPOINT");
        var proof = look(digest);
        assertThat(proof.database()).isEqualTo("app");
        assertThat(proof.manifest()).isEqualTo(digest);
        assertThat(proof.tables()).isEqualTo(3);
        assertThat(look(digest).tables()).as("a second look").isEqualTo(3);
    }

    @Test
    void markHasWhatTellsOneServersHistoryFromAnothers() throws SQLException {
        dump();
        var mark = store.readJson(new RunLayout(run).database("app").manifest(), Manifest.class)
                .orElseThrow()
                .source()
                .mark()
                .orElseThrow();
        assertThat(mark.transactionId())
                .isEqualTo(
                        Long.parseLong(World.ask(world.source, "SELECT txid_snapshot_xmin(txid_current_snapshot())")));
        assertThat(mark.timeline()).hasValue("00000001");
        assertThat(mark.systemIdentifier())
                .hasValue(World.ask(world.source, "SELECT system_identifier::text FROM pg_control_system()"));
    }

    @Test
    void strayClientsRowsAreNamedByTable() throws SQLException {
        var digest = dump();
        write("INSERT INTO page_saves SELECT n, 'stray' FROM generate_series(101, 150) AS n");
        write("UPDATE users SET name = 'StrayAfterSnapshot' WHERE id = 3");
        assertThatThrownBy(() -> look(digest))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("SOURCE_WRITTEN")
                .hasMessageContaining("public.page_saves (50 inserted or updated, 0 updated or deleted)")
                .hasMessageContaining("public.users (1 inserted or updated, 1 updated or deleted)")
                .hasMessageNotContaining("StrayAfterSnapshot");
    }

    @Test
    void deletedRowsAreMissed() throws SQLException {
        var digest = dump();
        write("DELETE FROM parts WHERE id < 4");
        assertThatThrownBy(() -> look(digest))
                .hasMessageContaining("public.parts_1 (0 inserted or updated, 3 updated or deleted)");
    }

    @Test
    void truncatedAndDroppedTablesAreMissed() throws SQLException {
        var digest = dump();
        write("TRUNCATE users; DROP TABLE page_saves");
        assertThatThrownBy(() -> look(digest))
                .hasMessageContaining("public.users (0 inserted or updated, 10 updated or deleted)")
                .hasMessageContaining("public.page_saves (0 inserted or updated, 30 updated or deleted)");
    }

    @Test
    void rowsOfASavepointAreFound() throws SQLException {
        var digest = dump();
        write("BEGIN; SAVEPOINT a; INSERT INTO users VALUES (11, 'x'); RELEASE a; SAVEPOINT b;"
                + " INSERT INTO users VALUES (12, 'y'); ROLLBACK TO b; COMMIT");
        assertThatThrownBy(() -> look(digest)).hasMessageContaining("public.users (1 inserted or updated");
    }

    @Test
    void transactionThatBeganBeforeTheSnapshotAndCommitsLaterIsFound() throws SQLException {
        try (var early = world.source.connect(World.DATABASE);
                var statement = early.createStatement()) {
            early.setAutoCommit(false);
            statement.execute("INSERT INTO page_saves VALUES (31, 'early')");
            // Numbers that were handed out later and ended before the snapshot must not hide it.
            write("CREATE TABLE later (n int)");
            var digest = dump();
            early.commit();
            assertThatThrownBy(() -> look(digest)).hasMessageContaining("public.page_saves (1 inserted or updated");
        }
    }

    @Test
    void rowsOfACopyFreezeAreFound() throws Exception {
        var digest = dump();
        try (var writer = world.source.connect(World.DATABASE);
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("TRUNCATE users");
            writer.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY users FROM STDIN (FREEZE)", new StringReader("1\tfrozen\n2\tfrozen\n"));
            writer.commit();
        }
        assertThatThrownBy(() -> look(digest)).hasMessageContaining("public.users (2 inserted or updated");
    }

    @Test
    void tablesExchangedByARenameAreFound() throws SQLException {
        write(
                "CREATE TABLE users_2 (id int PRIMARY KEY, name text); INSERT INTO users_2 SELECT id, 'other' FROM users");
        var digest = dump();
        write(
                "ALTER TABLE users RENAME TO users_3; ALTER TABLE users_2 RENAME TO users; ALTER TABLE users_3 RENAME TO users_2");
        assertThatThrownBy(() -> look(digest)).hasMessageContaining("pg_catalog.pg_class");
    }

    @Test
    void tableThatStaysLockedIsNotWaitedForWithoutLimit() throws SQLException {
        var digest = dump();
        try (var holder = world.source.connect(World.DATABASE);
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE users IN ACCESS EXCLUSIVE MODE");

            assertThatThrownBy(() -> look(digest))
                    .hasMessageStartingWith("NO_PROGRESS [RETRY]")
                    .hasMessageContaining("public.users");
        }
    }

    @Test
    void onlyTheManifestThatTheDumpAnsweredIsTaken() throws SQLException {
        dump();
        assertThatThrownBy(() -> look("0".repeat(64))).hasMessageContaining("OBJECTS_CHANGED");
    }

    private String dump() {
        return world.dump(store, run).digests().manifest().orElseThrow();
    }

    private SourceProof look(String digest) {
        var request = new WrittenRequest(run, World.DATABASE, world.sourceServer(), digest, 2, LOCKS);
        return new SourceWritten(request, store, new StopSignal(), Clock.systemUTC()).run();
    }

    private static void write(String sql) throws SQLException {
        World.run(world.source, World.DATABASE, sql);
    }
}
