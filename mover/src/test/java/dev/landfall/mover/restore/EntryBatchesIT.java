package dev.landfall.mover.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.embedded.PostgresOptions;
import dev.landfall.embedded.PostgresServer;
import dev.landfall.mover.postgres.DatabaseUrl;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Side;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsTier(Tier.POSTGRES)
class EntryBatchesIT {

    private static final BatchSize SIZE = new BatchSize(10, 1000);

    @TempDir
    static Path folder;

    private static PostgresServer postgres;
    private static Session session;

    @BeforeAll
    static void start() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        postgres = PostgresServer.start(PostgresOptions.in(
                        folder.resolve("server"),
                        Path.of(System.getProperty("java.io.tmpdir"), "landfall-test-postgres"),
                        "password")
                .withoutFsync()
                .withSetting("max_connections", "20")
                .withSetting("max_locks_per_transaction", "10"));
        session = new Server(Side.TARGET, DatabaseUrl.parse(postgres.url("postgres")), "password", "landfall test")
                .openUnparsed(new StopSignal());
    }

    @AfterAll
    static void stop() {
        session.close();
        postgres.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        session.execute("ROLLBACK; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        RestoreLedger.create(session, "attempt");
    }

    @Test
    void entriesAreCreatedAndRecordedTogether() throws SQLException {
        EntryBatches.create(session, tables(1, 8));

        assertThat(RestoreLedger.createdEntries(session)).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(session.number("SELECT count(*) FROM (SELECT xmin::text FROM landfall_copy.entry"
                        + " UNION SELECT xmin::text FROM pg_class WHERE relname ~ '^t[0-9]$') t"))
                .as("transactions")
                .isEqualTo(1);
    }

    @Test
    void failingEntryIsNamedAndThoseBeforeItStay() throws SQLException {
        var entries = List.of(
                entry(1, "CREATE TABLE public.t1 ();"), entry(2, "CREATE TABLE public.t1 ();"), entry(3, "SELECT 1;"));

        assertThatThrownBy(() -> EntryBatches.create(session, entries))
                .hasMessageContaining("creating TABLE public t2")
                .hasMessageContaining("already exists");
        session.execute("ROLLBACK");
        assertThat(RestoreLedger.createdEntries(session)).containsExactly(1);
    }

    @Test
    void failingEntryBeforeTheDataIsNamed() throws SQLException {
        var entries = List.of(entry(1, "CREATE TABLE public.t1 ();"), entry(2, "CREATE TABLE nowhere.t2 ();"));

        assertThatThrownBy(() -> EntryBatches.createBeforeData(session, entries, SIZE, EntryBatches.Privileged.NOTHING))
                .hasMessageContaining("creating TABLE public t2")
                .hasMessageContaining("\"nowhere\" does not exist");
        assertThat(session.number("SELECT count(*) FROM pg_tables WHERE tablename = 't1'"))
                .isEqualTo(1);
    }

    @Test
    void whatDoesNotGoIntoATransactionIsRunByItself() {
        var entries = List.of(
                entry(1, "CREATE TABLE public.t1 ();"),
                new PostDataEntry(2, "EXTENSION", "- vacuums", Set.of(), "VACUUM public.t1;"),
                entry(3, "CREATE TABLE public.t3 ();"));

        EntryBatches.createBeforeData(session, entries, SIZE, EntryBatches.Privileged.NOTHING);
    }

    /** The server keeps 10 × 20 locks and some hundred more; 600 tables with TOAST in one transaction are too many. */
    @Test
    void batchFitsTheServersLockTable() throws SQLException {
        var all = tables(1, 600);
        var size = BatchSize.of(session, 1);
        assertThat(size.entries()).isBetween(1, 10 * 20 / 8);

        EntryBatches.createBeforeData(session, all, size, EntryBatches.Privileged.NOTHING);

        assertThat(session.number("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo(600);
        assertThatThrownBy(() -> session.execute("BEGIN; DROP SCHEMA public CASCADE; COMMIT"))
                .as("the test's server keeps so few locks")
                .hasMessageContaining("out of shared memory");
        session.execute("ROLLBACK");
        for (var first = 1; first <= 600; first += 20) {
            session.execute(IntStream.range(first, first + 20)
                    .mapToObj(id -> "DROP TABLE public.t" + id)
                    .collect(java.util.stream.Collectors.joining("; ")));
        }
    }

    private static List<PostDataEntry> tables(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(id -> entry(id, "CREATE TABLE public.t" + id + " (word text);"))
                .toList();
    }

    private static PostDataEntry entry(int id, String sql) {
        return new PostDataEntry(id, "TABLE", "public t" + id, Set.of(), sql);
    }
}
