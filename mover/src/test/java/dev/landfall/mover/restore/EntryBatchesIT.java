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
    private static Server server;
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
        server = new Server(Side.TARGET, DatabaseUrl.parse(postgres.url("postgres")), "password", "landfall test");
        session = server.openUnparsed(new StopSignal());
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

        assertThatThrownBy(() -> EntryBatches.createInOrder(session, entries, SIZE, EntryBatches.Privileged.NOTHING))
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

        EntryBatches.createInOrder(session, entries, SIZE, EntryBatches.Privileged.NOTHING);
    }

    /** Each of the two is in a batch of its own, and the second needs what the archive does not name. */
    @Test
    void needThatTheArchiveDoesNotNameCostsNothingButTime() throws SQLException {
        beforeData(List.of(
                entry(1, "SELECT pg_sleep(0.3); CREATE TABLE public.t1 (word text);"),
                entry(2, "CREATE TABLE public.t2 (it public.t1);")));

        assertThat(session.number("SELECT count(*) FROM pg_tables WHERE tablename IN ('t1', 't2')"))
                .isEqualTo(2);
    }

    @Test
    void failingTableAmongThoseCreatedAtTheSameTimeIsNamed() {
        assertThatThrownBy(() -> beforeData(List.of(
                        entry(1, "CREATE TABLE public.t1 ();"),
                        entry(2, "CREATE TABLE nowhere.t2 ();"),
                        entry(3, "CREATE TABLE public.t3 ();"))))
                .hasMessageContaining("creating TABLE public t2")
                .hasMessageContaining("\"nowhere\" does not exist");
    }

    /** A view stands between tables and needs those before it, one of those behind it needs the view. */
    @Test
    void whatIsNoTableWaitsForAllBeforeItAndAllBehindWaitForIt() throws SQLException {
        beforeData(List.of(
                entry(1, "SELECT pg_sleep(0.2); CREATE TABLE public.t1 (word text);"),
                entry(2, "CREATE TABLE public.t2 ();"),
                new PostDataEntry(3, "VIEW", "public v", Set.of(), "CREATE VIEW public.v AS SELECT * FROM public.t1;"),
                entry(4, "CREATE TABLE public.t4 (it public.v);")));

        assertThat(session.number("SELECT count(*) FROM pg_class WHERE relname IN ('t1', 't2', 'v', 't4')"))
                .isEqualTo(4);
    }

    @Test
    void everyTableHasTheAccessMethodThatIsInForceWhereItStands() throws SQLException {
        session.execute("DROP ACCESS METHOD IF EXISTS other; CREATE ACCESS METHOD other TYPE TABLE"
                + " HANDLER pg_catalog.heap_tableam_handler");
        var entries = new java.util.ArrayList<PostDataEntry>();
        for (var id = 1; id <= 60; id++) {
            var after = id % 20 == 0
                    ? "\n\nSET default_table_access_method = " + (id == 20 ? "other" : "heap") + ";\n"
                    : "";
            entries.add(entry(id, "CREATE TABLE public.t" + id + " (word text);" + after));
        }

        beforeData(entries);

        assertThat(
                        session.number(
                                "SELECT count(*) FROM pg_class c JOIN pg_am a ON a.oid = c.relam"
                                        + " WHERE relname ~ '^t[0-9]+$' AND amname = 'other' AND substr(relname, 2)::int BETWEEN 21 AND 40"))
                .isEqualTo(20);
        assertThat(session.number("SELECT count(*) FROM pg_class c JOIN pg_am a ON a.oid = c.relam"
                        + " WHERE relname ~ '^t[0-9]+$' AND amname = 'heap'"))
                .isEqualTo(40);
    }

    private static void beforeData(List<PostDataEntry> entries) {
        var stop = new StopSignal();
        new BeforeData(SIZE, 2, () -> server.openUnparsed(stop), stop).create(entries, EntryBatches.Privileged.NOTHING);
    }

    /** The server keeps 10 × 20 locks and some hundred more; 600 tables with TOAST in one transaction are too many. */
    @Test
    void batchFitsTheServersLockTable() throws SQLException {
        var all = tables(1, 600);
        var size = BatchSize.of(session, 1);
        assertThat(size.entries()).isBetween(1, 10 * 20 / 8);

        EntryBatches.createInOrder(session, all, size, EntryBatches.Privileged.NOTHING);

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
