package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.transfer.ComparedRows;
import dev.landfall.model.transfer.DivergenceReport;
import dev.landfall.model.transfer.GoLiveBaseline;
import dev.landfall.model.transfer.TableDivergence;
import dev.landfall.model.transfer.WriteMark;
import dev.landfall.mover.cli.MoverCommand;
import dev.landfall.mover.diverge.Diverge;
import dev.landfall.mover.diverge.DivergeRequest;
import dev.landfall.mover.postgres.DatabaseUrl;
import dev.landfall.mover.postgres.LockLimit;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Side;
import dev.landfall.mover.postgres.WriteMarks;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** What a rollback gives up: rows are told apart by the transactions that wrote them. */
@NeedsTier(Tier.POSTGRES)
class DivergeIT {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final LockLimit LOCKS = new LockLimit(Duration.ofSeconds(10));

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;

    private final String cutover = "cutover-" + NUMBER.incrementAndGet();

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
        run("""
                DROP SCHEMA public CASCADE; CREATE SCHEMA public;
                DROP SCHEMA IF EXISTS "Other.One" CASCADE; CREATE SCHEMA "Other.One";
                CREATE TABLE users (id int PRIMARY KEY, name text);
                CREATE TABLE "Other.One"."Straße" (n int);
                INSERT INTO users SELECT n, 'user ' || n FROM generate_series(1, 10) AS n""");
    }

    @Test
    void theComparisonsCountIsWhereItBegins() throws SQLException {
        World.run(
                world.source,
                World.DATABASE,
                "CREATE TABLE IF NOT EXISTS pages (id int PRIMARY KEY, body text);"
                        + " TRUNCATE pages; INSERT INTO pages SELECT n, 'page' FROM generate_series(1, 50) AS n");
        world.dump(store, cutover);
        world.restore(store, cutover);
        assertThat(world.compare(store, cutover).matches()).isTrue();
        // What wakes on the target writes before it is live.
        run("INSERT INTO pages SELECT n, 'woken' FROM generate_series(51, 53) AS n");
        goLive(mark());
        run(
                "INSERT INTO pages VALUES (60, 'new'); UPDATE pages SET body = 'changed' WHERE id < 4; DELETE FROM pages WHERE id = 9");

        var report = measure();

        assertThat(tables(report)).containsExactly(new TableDivergence("public.pages", 4, 4, 3));
        assertThat(report.written()).isEqualTo(4);
        assertThat(report.gone()).isEqualTo(4);
        assertThat(report.concerns()).isEmpty();
    }

    @Test
    void nothingWrittenIsNoDivergence() throws SQLException {
        comparedAndLive();

        assertThat(tables(measure())).isEmpty();
    }

    @Test
    void insertsUpdatesAndDeletesAreCountedByTable() throws SQLException {
        comparedAndLive();
        run("INSERT INTO users VALUES (11, 'new'), (12, 'new')");
        run("UPDATE users SET name = 'changed' WHERE id = 1");
        run("DELETE FROM users WHERE id IN (2, 3)");
        run("INSERT INTO \"Other.One\".\"Straße\" VALUES (1)");

        assertThat(tables(measure()))
                .containsExactly(
                        new TableDivergence("public.users", 3, 3, 0), new TableDivergence("Other.One.Straße", 1, 0, 0));
    }

    @Test
    void rowsFrozenBeforeTheMarkDoNotCountAndThoseFrozenAfterItDo() throws SQLException {
        run("VACUUM (FREEZE) users");
        comparedAndLive();
        run("INSERT INTO users VALUES (11, 'new')");
        run("VACUUM (FREEZE) users");

        assertThat(tables(measure())).containsExactly(new TableDivergence("public.users", 1, 0, 0));
    }

    @Test
    void rowsThatACopyFreezesWhileItCountsAreWritten() throws Exception {
        comparedAndLive();
        try (var writer = world.target.connect(World.DATABASE);
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("TRUNCATE users");
            var measured = CompletableFuture.supplyAsync(this::measure);
            awaitSomebodyWaiting();
            // Such rows are shown to snapshots that are older than they, as this measure's is by now.
            writer.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY users FROM STDIN (FREEZE)", new StringReader("21\tfrozen\n22\tfrozen\n"));
            writer.commit();

            assertThat(tables(measured.get())).containsExactly(new TableDivergence("public.users", 2, 10, 0));
        }
    }

    @Test
    void tableThatStaysLockedIsNotWaitedForWithoutLimit() throws SQLException {
        comparedAndLive();
        try (var holder = world.target.connect(World.DATABASE);
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE users IN ACCESS EXCLUSIVE MODE");

            assertThatThrownBy(this::measure)
                    .hasMessageStartingWith("NO_PROGRESS [RETRY]")
                    .hasMessageContaining("public.users");
        }
    }

    @Test
    void vacuumFullIsNoWrite() throws SQLException {
        comparedAndLive();
        run("VACUUM FULL users");

        assertThat(tables(measure())).isEmpty();
    }

    @Test
    void tablesMadeDroppedAndEmptiedSinceAreNamed() throws SQLException {
        run("CREATE TABLE emptied AS SELECT 1 AS n");
        comparedAndLive();
        run("CREATE TABLE fresh AS SELECT 1 AS n");
        run("DROP TABLE users");
        run("TRUNCATE emptied");

        assertThat(tables(measure()))
                .containsExactly(
                        new TableDivergence("public.fresh", 1, 0, 0),
                        new TableDivergence("public.emptied", 0, 1, 0),
                        new TableDivergence("public.users", 0, 10, 0));
    }

    @Test
    void whatAWritingTransactionOfThisDatabaseCommitsLaterIsSince() throws SQLException {
        try (var writer = world.target.connect(World.DATABASE);
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO users VALUES (11, 'slow')");
            comparedAndLive();
            run("INSERT INTO users VALUES (12, 'quick')");
            writer.commit();
        }

        assertThat(tables(measure())).containsExactly(new TableDivergence("public.users", 2, 0, 0));
    }

    @Test
    void aLongTransactionOfAnotherDatabaseMakesNothingHereLookNew() throws SQLException {
        try (var writer = world.target.connect("postgres");
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("CREATE TABLE elsewhere (n int)");
            run("INSERT INTO users VALUES (11, 'before')");
            comparedAndLive();
            writer.rollback();
        }

        assertThat(tables(measure())).isEmpty();
    }

    @Test
    void aMarkOfAnotherServerOrHistoryIsRefused() throws SQLException {
        comparedAndLive();
        var mark = mark();
        for (var other : List.of(
                new WriteMark(mark.transactionId(), Optional.of("1"), mark.timeline()),
                new WriteMark(mark.transactionId(), mark.systemIdentifier(), Optional.of("0000000A")),
                new WriteMark(mark.transactionId() + 1_000_000, mark.systemIdentifier(), mark.timeline()),
                new WriteMark(mark.transactionId() - (1L << 31), mark.systemIdentifier(), mark.timeline()))) {
            goLive(other);
            assertThatThrownBy(this::measure)
                    .isInstanceOf(OperatorException.class)
                    .hasMessageContaining("MARK_OF_ANOTHER_TIME");
        }
    }

    @Test
    void aServerThatKeepsItsHistoryToItselfIsMeasuredAndSaid() throws SQLException {
        var mark = mark();
        compared(mark);
        goLive(new WriteMark(mark.transactionId(), Optional.empty(), Optional.empty()));
        run("INSERT INTO users VALUES (11, 'new')");

        var report = measure();

        assertThat(tables(report)).containsExactly(new TableDivergence("public.users", 1, 0, 0));
        assertThat(report.concerns()).singleElement().asString().contains("Not checked", "failed over");
    }

    @Test
    void oneDatabaseThatCannotBeMeasuredDoesNotHideTheOther() throws SQLException {
        comparedAndLive();
        run("INSERT INTO users VALUES (11, 'new')");
        var dead = new Server(
                Side.TARGET,
                DatabaseUrl.parse("postgresql://postgres@127.0.0.1:1/gone"),
                World.PASSWORD,
                World.APPLICATION);
        store.writeJson(
                new RunLayout(cutover).database("retooldb").comparedRows(),
                new ComparedRows(cutover, "retooldb", Instant.EPOCH, mark(), Map.of()));
        store.writeJson(
                GoLiveBaseline.key(cutover),
                new GoLiveBaseline(cutover, Instant.EPOCH, Map.of(World.DATABASE, mark(), "retooldb", mark())));
        run("INSERT INTO users VALUES (12, 'new')");

        var report = measure(Map.of(World.DATABASE, world.targetServer(), "retooldb", dead));

        assertThat(tables(report)).containsExactly(new TableDivergence("public.users", 1, 0, 1));
        assertThat(report.unmeasured()).singleElement().satisfies(database -> {
            assertThat(database.database()).isEqualTo("retooldb");
            assertThat(database.notMeasured().orElse("")).contains("127.0.0.1:1/gone");
        });
    }

    @Test
    void theCommandAnswersSumsAndKeepsTheTablesInTheStore() throws SQLException, IOException {
        comparedAndLive();
        run("INSERT INTO users VALUES (11, 'new')");
        var password = Files.writeString(folder.resolve("password"), World.PASSWORD);
        var out = new StringWriter();

        var code = MoverCommand.execute(
                Map.of(),
                new PrintWriter(out),
                new PrintWriter(out),
                List.of(
                        "diverge",
                        "--store",
                        folder.resolve("store")
                                .toUri()
                                .toString()
                                .replace("file:/", "file:///")
                                .replace("////", "///"),
                        "--run",
                        "back",
                        "--cutover",
                        cutover,
                        "--target",
                        "app=" + world.target.url(World.DATABASE),
                        "--password-from",
                        "app=file:" + password));

        assertThat(code).as(out.toString()).isZero();
        assertThat(Json.MAPPER.readTree(out.toString()).path("written").asLong())
                .isEqualTo(1);
        assertThat(out.toString()).doesNotContain("public.users");
        assertThat(store.readJson(DivergenceReport.key("back"), DivergenceReport.class)
                        .map(DivergeIT::tables))
                .hasValue(List.of(new TableDivergence("public.users", 1, 0, 0)));
    }

    private void comparedAndLive() throws SQLException {
        compared(mark());
        goLive(mark());
    }

    private void compared(WriteMark mark) throws SQLException {
        var rows = new java.util.HashMap<String, Long>();
        for (var table : List.of("public.users", "Other.One.Straße", "public.emptied")) {
            var name = "\"" + table.substring(0, table.lastIndexOf('.')) + "\".\""
                    + table.substring(table.lastIndexOf('.') + 1) + "\"";
            if (World.ask(world.target, "SELECT to_regclass('" + name + "')") != null) {
                rows.put(table, Long.parseLong(World.ask(world.target, "SELECT count(*) FROM " + name)));
            }
        }
        store.writeJson(
                new RunLayout(cutover).database(World.DATABASE).comparedRows(),
                new ComparedRows(cutover, World.DATABASE, Instant.EPOCH, mark, rows));
    }

    private void goLive(WriteMark mark) {
        store.writeJson(
                GoLiveBaseline.key(cutover), new GoLiveBaseline(cutover, Instant.EPOCH, Map.of(World.DATABASE, mark)));
    }

    private static WriteMark mark() throws SQLException {
        try (var session = world.targetServer().open(new StopSignal())) {
            session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            return WriteMarks.of(session);
        }
    }

    private DivergenceReport measure() {
        return measure(Map.of(World.DATABASE, world.targetServer()));
    }

    private DivergenceReport measure(Map<String, Server> targets) {
        return new Diverge(
                        new DivergeRequest("back", cutover, targets, 2, LOCKS),
                        store,
                        new StopSignal(),
                        Clock.systemUTC())
                .run();
    }

    private static List<TableDivergence> tables(DivergenceReport report) {
        return report.databases().getFirst().tables();
    }

    private static void awaitSomebodyWaiting() throws SQLException, InterruptedException, ExecutionException {
        for (var i = 0; i < 200; i++) {
            if (!World.ask(world.target, "SELECT count(*) FROM pg_locks WHERE NOT granted")
                    .equals("0")) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("nobody waits for the lock");
    }

    private static void run(String sql) throws SQLException {
        World.run(world.target, World.DATABASE, sql);
    }
}
