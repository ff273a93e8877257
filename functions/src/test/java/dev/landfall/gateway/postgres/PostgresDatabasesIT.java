package dev.landfall.gateway.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.landfall.embedded.PostgresOptions;
import dev.landfall.embedded.PostgresServer;
import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.Databases.DatabaseRights;
import dev.landfall.gateway.Databases.Session;
import dev.landfall.gateway.SecretText;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.failure.RetryableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresDatabasesIT {

    private static final String PASSWORD = "a%'$ pass";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir
    static Path folder;

    private static PostgresServer server;

    private final PostgresDatabases databases =
            new PostgresDatabases(reference -> SecretText.of(PASSWORD), Optional.empty());
    private final String name = "db \"" + NUMBER.incrementAndGet() + "\" ü";

    @BeforeAll
    static void startServer() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var cache = Path.of(System.getProperty("java.io.tmpdir"), "landfall-test-postgres");
        server = PostgresServer.start(PostgresOptions.in(folder.resolve("data"), cache, PASSWORD)
                .withoutFsync()
                .withSetting("max_prepared_transactions", "5"));
    }

    @AfterAll
    static void stopServer() {
        server.stop();
    }

    @BeforeEach
    void makeDatabase() throws SQLException {
        try (var session = server.connect("postgres");
                var statement = session.createStatement()) {
            statement.execute("CREATE DATABASE \"" + name.replace("\"", "\"\"") + "\"");
        }
        run("CREATE TABLE users (id int PRIMARY KEY, name text)");
        run("CREATE SCHEMA \"Other.One\"");
        run("CREATE TABLE \"Other.One\".\"Straße\" (id int)");
        run("INSERT INTO users SELECT n, 'user ' || n FROM generate_series(1, 10) n");
    }

    @Test
    void factsDescribeServerAndDatabase() throws SQLException {
        run("CREATE EXTENSION pg_trgm");

        var facts = databases.facts(address());

        assertThat(facts.majorVersion()).isEqualTo(15);
        assertThat(facts.version()).startsWith("15.");
        assertThat(facts.bytes()).isGreaterThan(1_000_000);
        assertThat(facts.encoding()).isEqualTo("UTF8");
        assertThat(facts.collation()).isEqualTo("C");
        assertThat(facts.extensions()).containsKey("pg_trgm");
        assertThat(facts.availableExtensions()).contains("pg_trgm", "uuid-ossp");
        assertThat(facts.tables()).isEqualTo(2);
        assertThat(facts.replica()).isFalse();
    }

    @Test
    void serverThatOnlyFollowsAnotherSaysSo() throws IOException {
        var cache = Path.of(System.getProperty("java.io.tmpdir"), "landfall-test-postgres");
        var options =
                PostgresOptions.in(folder.resolve("replica"), cache, PASSWORD).withoutFsync();
        PostgresServer.start(options).stop();
        Files.createFile(folder.resolve("replica").resolve("standby.signal"));

        try (var replica = PostgresServer.start(options)) {
            assertThat(databases
                            .facts(address("postgres", replica.port(), "disable"))
                            .replica())
                    .isTrue();
        }
    }

    @Test
    void identityIsTheDatabasesWhateverItsNameAndAnothersIsNot() {
        var address = address();
        var byOtherName = new DatabaseAddress(
                "localhost",
                address.port(),
                address.database(),
                address.user(),
                address.sslMode(),
                address.passwordReference());
        var neighbour = new DatabaseAddress(
                address.host(),
                address.port(),
                "postgres",
                address.user(),
                address.sslMode(),
                address.passwordReference());

        assertThat(databases.identity(byOtherName)).isEqualTo(databases.identity(address));
        assertThat(databases.identity(neighbour).serverStarted())
                .isEqualTo(databases.identity(address).serverStarted());
        assertThat(databases.identity(neighbour)).isNotEqualTo(databases.identity(address));
    }

    @Test
    void countsAreExactAndMissingTablesLeftOut() {
        var counts = databases.counts(address(), List.of("public.users", "Other.One.Straße", "public.missing"));

        assertThat(counts.left()).isEmpty();
        assertThat(counts.rows()).containsOnly(entry("public.users", 10L), entry("Other.One.Straße", 0L));
    }

    @Test
    void sessionsOfOthersAreSeenAndOurOwnAreNot() throws SQLException {
        try (var other = connect();
                var statement = other.createStatement()) {
            statement.execute("SET application_name = 'retool'");

            assertThat(databases.sessions(address()))
                    .containsExactly(new Session("retool", PostgresServer.USER, "idle", "127.0.0.1"));

            statement.execute("SET application_name = 'landfall-mover'");
            assertThat(databases.sessions(address())).isEmpty();
        }
    }

    @Test
    void activityTellsOldTransactionsSlotsNewestRowAndLocalUsers() throws SQLException {
        run("ALTER TABLE users ADD \"hashedPassword\" text, ADD \"updatedAt\" timestamptz");
        run("UPDATE users SET \"hashedPassword\" = 'x', \"updatedAt\" = '2026-03-01 10:00:00+00' WHERE id = 1");
        run("UPDATE users SET \"updatedAt\" = '2026-02-01 10:00:00+00' WHERE id = 2");

        var quiet = databases.activity(address(), List.of("public.users", "public.missing"));

        assertThat(quiet.newestRow()).hasValue(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(quiet.localUsers()).hasValue(1L);
        assertThat(quiet.oldestTransaction()).isZero();
        assertThat(quiet.replicationSlots()).isEmpty();
        run("BEGIN; INSERT INTO users (id) VALUES (99); PREPARE TRANSACTION 'forgotten'");
        try {
            run("SELECT pg_sleep(1.1)");
            assertThat(databases.activity(address(), List.of()).oldestTransaction())
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        } finally {
            run("ROLLBACK PREPARED 'forgotten'");
        }
    }

    @Test
    void databaseOfAnotherShapeHasNoKnownUsers() {
        var activity = databases.activity(address(), List.of("public.users"));

        assertThat(activity.localUsers()).isEmpty();
        assertThat(activity.newestRow()).isEmpty();
    }

    @Test
    void markTellsTheServerAndReadsNoTable() throws SQLException {
        try (var writer = connect();
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("LOCK TABLE users IN ACCESS EXCLUSIVE MODE");

            var mark = databases.mark(address());

            assertThat(mark.transactionId()).isPositive();
            assertThat(mark.systemIdentifier().orElse("")).matches("\\d+");
            assertThat(mark.timeline()).hasValue("00000001");
            writer.rollback();
        }
    }

    @Test
    void markWaitsForATransactionThatIsWriting() throws Exception {
        try (var writer = connect();
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO users VALUES (11, 'slow')");
            var number = Long.parseLong(text(statement, "SELECT txid_current()"));
            var later = java.util.concurrent.CompletableFuture.supplyAsync(() -> databases.mark(address()));
            assertThatThrownBy(() -> later.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            writer.commit();

            assertThat(later.get().transactionId()).isGreaterThan(number);
        }
    }

    /** Too much is counted then, never too little. */
    @Test
    void markIsOneBeforeATransactionThatDoesNotEnd() throws SQLException {
        try (var writer = connect();
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO users VALUES (11, 'slow')");
            var number = Long.parseLong(text(statement, "SELECT txid_current()"));
            run("INSERT INTO users VALUES (12, 'quick')");

            assertThat(databases.mark(address()).transactionId()).isEqualTo(number);
            writer.rollback();
        }
    }

    @Test
    void markDoesNotHeedAnotherDatabase() throws SQLException {
        try (var writer = server.connect("postgres");
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("CREATE TABLE elsewhere (n int)");
            var number = Long.parseLong(text(statement, "SELECT txid_current()"));
            run("INSERT INTO users VALUES (11, 'new')");

            assertThat(databases.mark(address()).transactionId()).isGreaterThan(number);
            writer.rollback();
        }
    }

    @Test
    void whatTakesTooLongToCountIsNamedAndTheRestIsCounted() throws SQLException {
        run("CREATE TABLE small (n int); INSERT INTO small VALUES (1); ANALYZE small");
        // Its name comes first, its size last.
        run("CREATE TABLE audit AS SELECT n FROM generate_series(1, 10000) AS n; ANALYZE audit");
        try (var writer = connect();
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("LOCK TABLE audit IN ACCESS EXCLUSIVE MODE");
            var began = System.nanoTime();

            var counts = databases.counts(address(), List.of("public.audit", "public.small"));

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(TimeLimit.QUESTION.plusSeconds(2));
            assertThat(counts.rows()).containsOnly(entry("public.small", 1L));
            assertThat(counts.left()).containsExactly("public.audit");
            assertThat(counts.within()).isEqualTo(TimeLimit.QUESTION);
            writer.rollback();
        }
    }

    private static String text(java.sql.Statement statement, String sql) throws SQLException {
        try (var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void wrongPasswordIsNamedAndNotShown() {
        var other = new PostgresDatabases(reference -> SecretText.of("not-the-password"), Optional.empty());

        assertThatThrownBy(() -> other.facts(address()))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("PASSWORD_WRONG")
                .hasMessageNotContaining("not-the-password");
    }

    @Test
    void missingDatabaseIsNamed() {
        assertThatThrownBy(() -> databases.facts(address("missing", server.port(), "disable")))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("DATABASE_MISSING");
    }

    @Test
    void silentServerMayPass() {
        assertThatThrownBy(() -> databases.facts(address(name, 1, "disable")))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("DATABASE_UNREACHABLE");
    }

    @Test
    void serverWithoutTlsIsRefusedWhereTlsIsAsked() {
        assertThatThrownBy(() -> databases.facts(address(name, server.port(), "require")))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("DATABASE_TLS_REFUSED");
    }

    @Test
    void rowSecurityFailsRatherThanHidingRows() throws SQLException {
        run("DO $$ BEGIN CREATE ROLE reader LOGIN PASSWORD 'a%''$ pass'; EXCEPTION WHEN duplicate_object THEN END $$");
        run("GRANT SELECT ON users TO reader");
        run("ALTER TABLE users ENABLE ROW LEVEL SECURITY");
        var reader = new DatabaseAddress("127.0.0.1", server.port(), name, "reader", "disable", "file:/p");

        assertThatThrownBy(() -> databases.counts(reader, List.of("public.users")))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("DATABASE_DENIED");
    }

    @Test
    void superuserMayDoEverything() {
        assertThat(databases.rights(address())).isEqualTo(new DatabaseRights(List.of(), List.of(), true, true));
    }

    @Test
    void rightsAreThoseOfTheUserWhoConnects() throws SQLException {
        run("DO $$ BEGIN CREATE ROLE guest LOGIN PASSWORD 'a%''$ pass'; EXCEPTION WHEN duplicate_object THEN END $$");
        run("CREATE TABLE hidden (id serial)");
        run("ALTER TABLE hidden ENABLE ROW LEVEL SECURITY");
        run("GRANT SELECT ON users, hidden TO guest");
        var guest = new DatabaseAddress("127.0.0.1", server.port(), name, "guest", "disable", "file:/p");

        assertThat(databases.rights(guest))
                .isEqualTo(new DatabaseRights(
                        List.of("Other.One.Straße", "public.hidden_id_seq"), List.of("public.hidden"), false, false));
    }

    @Test
    void fenceIsTheDatabasesOwnSettingAndIsTakenBackExactly() throws SQLException {
        assertThat(databases.fence(address()).readOnly()).isEmpty();
        assertThat(databases.fence(address()).mayChange()).isTrue();

        databases.readOnlyByDefault(address(), Optional.of("on"));
        assertThatThrownBy(() -> run("INSERT INTO users VALUES (11, 'stray')")).hasMessageContaining("read-only");
        assertThat(databases.fence(address()).readOnly()).hasValue("on");
        databases.readOnlyByDefault(address(), Optional.of("on"));
        databases.readOnlyByDefault(address(), Optional.of("off"));
        assertThat(databases.fence(address()).readOnly()).hasValue("off");
        databases.readOnlyByDefault(address(), Optional.empty());
        databases.readOnlyByDefault(address(), Optional.empty());

        assertThat(databases.fence(address()).readOnly()).isEmpty();
        run("INSERT INTO users VALUES (11, 'again')");
    }

    @Test
    void sessionsOfOthersAreEnded() throws SQLException {
        try (var other = connect()) {
            assertThat(databases.sessions(address())).hasSize(1);
            assertThat(databases.endSessions(address())).isEqualTo(1);
            assertThatThrownBy(() -> other.createStatement().execute("SELECT 1"))
                    .isInstanceOf(SQLException.class);
        }
    }

    private DatabaseAddress address() {
        return address(name, server.port(), "disable");
    }

    private static DatabaseAddress address(String database, int port, String sslMode) {
        return new DatabaseAddress("127.0.0.1", port, database, PostgresServer.USER, sslMode, "file:/password");
    }

    private java.sql.Connection connect() throws SQLException {
        return server.connect(java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8));
    }

    private void run(String sql) throws SQLException {
        try (var session = connect();
                var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
