package dev.landfall.gateway.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.embedded.PostgresOptions;
import dev.landfall.embedded.PostgresServer;
import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.SecretText;
import dev.landfall.model.transfer.DatabaseCode;
import dev.landfall.model.transfer.RolePowers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What preflight is told of a database's objects, by a real server. */
class ContentsIT {

    private static final String PASSWORD = "p";

    @TempDir
    static Path folder;

    private static PostgresServer server;

    private final PostgresDatabases databases =
            new PostgresDatabases(reference -> SecretText.of(PASSWORD), Optional.empty());

    @BeforeAll
    static void startServer() throws IOException, SQLException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var cache = Path.of(System.getProperty("java.io.tmpdir"), "landfall-test-postgres");
        server = PostgresServer.start(PostgresOptions.in(folder.resolve("data"), cache, PASSWORD)
                .withoutFsync()
                .withSetting("max_prepared_transactions", "5"));
        run("CREATE DATABASE app");
        run("CREATE ROLE auditor");
        run("CREATE ROLE guest LOGIN PASSWORD 'p'");
    }

    @AfterAll
    static void stopServer() {
        server.stop();
    }

    private static void run(String sql) throws SQLException {
        run("postgres", sql);
    }

    private static void run(String database, String sql) throws SQLException {
        try (var session = server.connect(database);
                var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private static DatabaseAddress address(String database, String user) {
        return new DatabaseAddress("127.0.0.1", server.port(), database, user, "disable", "file:/password");
    }

    @Test
    void everythingThatAMoveMeetsIsNamed() throws SQLException {
        run(
                "app",
                "CREATE TABLE large AS SELECT g AS id, repeat(md5(g::text), 30) AS word FROM generate_series(1, 5000) g");
        run("app", "CREATE TABLE \"Sm.all\" (id int)");
        run("app", "CREATE POLICY seen ON large TO auditor USING (true)");
        run("app", "CREATE INDEX broken ON large (id)");
        run("app", "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'broken'::regclass");
        run("app", "CREATE SUBSCRIPTION feed CONNECTION 'host=127.0.0.1' PUBLICATION p WITH (connect = false)");
        run("app", "BEGIN; INSERT INTO \"Sm.all\" VALUES (1); PREPARE TRANSACTION 'payment-7'");

        // A user without rights is told the same: the catalog is everybody's.
        for (var user : new String[] {PostgresServer.USER, "guest"}) {
            var contents = databases.contents(address("app", user));

            assertThat(contents.largest().getFirst().table()).isEqualTo("public.large");
            assertThat(contents.largest().getFirst().bytes()).isGreaterThan(1_000_000);
            assertThat(contents.largest().getLast().table()).isEqualTo("public.Sm.all");
            assertThat(contents.neededRoles()).containsExactly("auditor");
            assertThat(contents.roles()).contains("auditor", PostgresServer.USER);
            assertThat(contents.subscriptions()).containsExactly("feed");
            assertThat(contents.invalidIndexes()).containsExactly("public.broken");
            assertThat(contents.preparedTransactions()).containsExactly("payment-7");
            assertThat(contents.transactionAge()).isPositive();
            assertThat(contents.hasLz4()).as("the library's build has none").isFalse();
        }
    }

    /** A window is not the time to learn it, and a question is answered within seconds. */
    @Test
    void whatNeedsASearchPathIsTriedAndNothingIsWritten() throws SQLException {
        run("CREATE DATABASE pathed");
        run("pathed", "CREATE FUNCTION inner_one(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1'");
        run(
                "pathed",
                "CREATE FUNCTION outer_one(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN inner_one($1); END'");
        run("pathed", "CREATE TABLE numbers AS SELECT 1 AS a");
        run("pathed", "CREATE INDEX plain ON numbers (public.inner_one(a))");
        run("pathed", "CREATE INDEX pathy ON numbers (outer_one(a))");
        run("pathed", "CREATE TABLE log (a int)");
        run(
                "pathed",
                "CREATE FUNCTION writes(int) RETURNS int LANGUAGE sql AS 'INSERT INTO log VALUES ($1) RETURNING a'");
        run("pathed", "CREATE TABLE checked (a int)");
        run("pathed", "INSERT INTO checked VALUES (1)");
        run("pathed", "ALTER TABLE checked ADD CHECK (public.writes(a) > 0) NOT VALID");

        var trial = databases.searchPath(address("pathed", PostgresServer.USER));

        assertThat(trial.failing())
                .containsExactly("index pathy of public.numbers (function inner_one(integer) does not exist)");
        assertThat(trial.untried()).containsExactly("check constraint checked_a_check of public.checked");
        run("pathed", "DO $$ BEGIN ASSERT (SELECT count(*) FROM log) = 0; END $$");
    }

    @Test
    void codeIsToldWithItsOwnersAndWhatTheyMayDo() throws SQLException {
        run("CREATE ROLE coder CREATEROLE");
        run("GRANT pg_signal_backend TO coder");
        run("CREATE DATABASE coded");
        run("coded", "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'");
        run("coded", "ALTER FUNCTION f(int) OWNER TO coder");
        run("coded", "REVOKE EXECUTE ON FUNCTION f(int) FROM PUBLIC");
        run("coded", "CREATE FUNCTION checks(int) RETURNS bool LANGUAGE sql AS 'SELECT true'");
        run("coded", "CREATE TABLE checked (a int CHECK (checks(a)))");
        run("coded", "GRANT SELECT ON checked TO coder");

        var code = databases.code(address("coded", PostgresServer.USER));
        var superuser = databases.powers(address("coded", PostgresServer.USER));

        assertThat(code.asOwner())
                .containsExactly(new DatabaseCode.Owned("SECURITY DEFINER function public.f(integer)", "coder"));
        assertThat(code.owners()).containsExactly(new RolePowers("coder", List.of("CREATEROLE", "pg_signal_backend")));
        assertThat(code.closed()).contains("EXECUTE on public.f(integer)");
        assertThat(code.ran())
                .contains(new DatabaseCode.Ran(
                        "check constraints that call functions", 1, List.of("checked_a_check of public.checked")));
        assertThat(code.grants()).contains(new DatabaseCode.Grants("coder", "SELECT", "table", 1));
        assertThat(superuser.powers()).contains("SUPERUSER");
        assertThat(code.gains(superuser)).hasSize(1);
        assertThat(code.gains(new RolePowers("other", List.of("CREATEROLE")))).isEmpty();
    }

    @Test
    void functionsOfOthersAreNotTriedWithTheRightsOfTheSourcesUser() throws SQLException {
        run("CREATE ROLE stranger");
        run("CREATE DATABASE strange");
        run(
                "strange",
                "CREATE FUNCTION trap(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RAISE LOG ''sprung''; RETURN 1; END'");
        run("strange", "ALTER FUNCTION trap(int) OWNER TO stranger");
        run("strange", "CREATE TABLE trapped (a int)");
        run("strange", "CREATE INDEX by_function ON trapped (trap(a))");

        var trial = databases.searchPath(address("strange", PostgresServer.USER));

        assertThat(trial.untried()).containsExactly("index by_function of public.trapped");
    }

    @Test
    void limitsAreTheServersAndItsOwnDatabasesAreKnown() throws SQLException {
        var limits = databases.limits(address("app", PostgresServer.USER));

        assertThat(limits.template()).isFalse();
        assertThat(limits.locks().perTransaction()).isEqualTo(64);
        assertThat(limits.locks().prepared()).isEqualTo(5);
        assertThat(databases.limits(address("postgres", PostgresServer.USER)).template())
                .isTrue();
        run("CREATE DATABASE patterned IS_TEMPLATE true");
        assertThat(databases.limits(address("patterned", PostgresServer.USER)).template())
                .isTrue();
    }

    @Test
    void anEmptyDatabaseHasNone() {
        var contents = databases.contents(address("postgres", PostgresServer.USER));

        assertThat(contents.largest()).isEmpty();
        assertThat(contents.neededRoles()).isEmpty();
        assertThat(contents.subscriptions()).isEmpty();
        assertThat(contents.invalidIndexes()).isEmpty();
        assertThat(contents.preparedTransactions()).isEmpty();
    }
}
