package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy takes the target's name and all that hangs on the target, when it is whole and not before. */
@NeedsTier(Tier.POSTGRES)
class SwapIT {

    /** Privileges that nobody changed are the same as none that were written down. */
    private static final String ATTACHED = """
            SELECT pg_get_userbyid(datdba) || ' ' || datconnlimit || ' ' || coalesce((
                     SELECT string_agg(concat_ws(':', pg_get_userbyid(grantor), grantee::regrole, privilege_type, is_grantable), ' '
                                       ORDER BY grantor::regrole::text, grantee::regrole::text, privilege_type)
                       FROM aclexplode(coalesce(datacl, acldefault('d', datdba)))), 'none') || ' ' || coalesce((
                     SELECT string_agg(setrole::regrole || setconfig::text, ' ' ORDER BY setrole) FROM pg_db_role_setting
                      WHERE setdatabase = d.oid), '')
              FROM pg_database d WHERE datname = '%s'""";

    /** Settings that a session obeys, and that broke whoever set them in its own. */
    private static final List<String> SETTINGS = List.of(
            "ALTER DATABASE app SET \"DateStyle\" = 'SQL, DMY'",
            "ALTER DATABASE app SET client_encoding = 'latin1'",
            "ALTER DATABASE app SET standard_conforming_strings = off",
            "ALTER DATABASE app SET search_path = '$user', 'odd ''\"na\\\\me, x', public",
            "ALTER DATABASE app SET statement_timeout = '300ms'",
            "ALTER DATABASE app SET lock_timeout = '10ms'",
            "ALTER ROLE \"o'dd \"\"role\" IN DATABASE app SET work_mem = '9MB'",
            "ALTER ROLE reader IN DATABASE app SET search_path = ''",
            "ALTER DATABASE app SET default_transaction_read_only = on");

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        store = new FolderStore(folder.resolve("store"));
        World.run(
                world.source,
                World.DATABASE,
                "CREATE TABLE numbers (id int PRIMARY KEY); INSERT INTO numbers SELECT generate_series(1, 100)");
        world.dump(store, "plain");
        World.run(world.target, "postgres", """
                CREATE ROLE keeper; CREATE ROLE reader; CREATE ROLE "o'dd ""role"; CREATE ROLE stranger;
                CREATE ROLE mover LOGIN CREATEDB CREATEROLE PASSWORD '%s'; GRANT keeper TO mover;
                GRANT "o'dd ""role" TO mover""".formatted(World.PASSWORD.replace("'", "''")));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void freshTarget() throws SQLException {
        World.run(world.target, "postgres", "DROP DATABASE IF EXISTS app WITH (FORCE)");
        World.run(world.target, "postgres", "CREATE DATABASE app OWNER keeper");
        World.run(world.target, World.DATABASE, "CREATE TABLE precious AS SELECT 42 AS id");
    }

    private static void attach() throws SQLException {
        for (var statement : List.of(
                "ALTER DATABASE app CONNECTION LIMIT 7",
                "COMMENT ON DATABASE app IS 'Ours.\nCall \\ ''us'' first.'",
                "REVOKE ALL ON DATABASE app FROM PUBLIC",
                "GRANT CONNECT, CREATE ON DATABASE app TO \"o'dd \"\"role\" WITH GRANT OPTION",
                "SET ROLE \"o'dd \"\"role\"; GRANT CONNECT ON DATABASE app TO reader")) {
            World.run(world.target, "postgres", statement);
        }
        for (var setting : SETTINGS) {
            World.run(world.target, "postgres", setting);
        }
    }

    /** As on RDS: no superuser, but a member of the owner that may create databases. */
    @Test
    void allThatHangsOnTheDatabaseIsCarriedByWhoIsNoSuperuser() throws SQLException {
        attach();
        var before = attached("app");

        world.restore(store, "plain", as("mover"), World.REPLACING);

        assertThat(attached("app")).isEqualTo(before).contains("9MB", "300ms", "CONNECT:t", "odd '");
        assertThat(comment())
                .startsWith("Ours.\nCall \\ 'us' first.\nlandfall: finished copy of run plain {")
                .hasLineCount(3);
        assertThat(World.ask(world.target, "SELECT count(*) FROM numbers")).isEqualTo("100");
        assertNothingBeside();

        // And once more, with the mark there.
        world.dump(store, "again");
        world.restore(store, "again", as("mover"), World.REPLACING);
        assertThat(attached("app")).isEqualTo(before);
        assertThat(comment())
                .startsWith("Ours.\nCall \\ 'us' first.\nlandfall: finished copy of run again {")
                .hasLineCount(3);
    }

    @Test
    void whatTheUserMayNotGiveIsSaidBeforeAnyRowIsLoaded() throws SQLException {
        World.run(world.target, "postgres", "ALTER ROLE mover NOCREATEROLE");
        World.run(world.target, "postgres", "ALTER ROLE stranger IN DATABASE app SET work_mem = '9MB'");
        var phases = new ArrayList<String>();
        try {
            assertThatThrownBy(() -> world.restore(
                            store,
                            "plain",
                            as("mover"),
                            World.REPLACING,
                            java.time.Duration.ofSeconds(20),
                            progress -> phases.add(progress.phase())))
                    .hasMessageStartingWith("TARGET_SETTINGS_DENIED [")
                    .hasMessageContaining("permission denied");
        } finally {
            World.run(world.target, "postgres", "ALTER ROLE mover CREATEROLE");
        }
        assertThat(phases).doesNotContain("loading rows");
        assertUntouched();
    }

    @Test
    void settingsThatOnlyASuperuserMaySetAreCarriedByOne() throws SQLException {
        World.run(world.target, "postgres", "ALTER DATABASE app SET landfall_test.word = E'back\\\\slash \\'quoted'");
        var before = attached("app");

        world.restore(store, "plain");

        assertThat(attached("app")).isEqualTo(before).contains("landfall_test.word");
    }

    @Test
    void copyThatFailsLeavesTheTargetAsItWas() throws Exception {
        attach();
        var before = attached("app");
        world.dump(store, "damaged");
        var layout = new dev.landfall.model.RunLayout("damaged").database(World.DATABASE);
        var key = store.list(layout.data(), "").getFirst();
        var content = store.get(key).orElseThrow();
        content[content.length / 2] ^= 1;
        store.put(key, content);

        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(() -> world.restore(store, "damaged")).hasMessageStartingWith("SEGMENT_DAMAGED [");
            assertUntouched();
            assertThat(attached("app")).isEqualTo(before);
        }
        assertThat(attached(world.copyOf("damaged"))).contains("reader:CONNECT").doesNotContain(" -:");

        world.restore(store, "plain");
        assertThat(attached("app")).isEqualTo(before);
        assertNothingBeside();
    }

    @Test
    void whoConnectsMeanwhileKeepsTheTargetAndTheNextRunOnlyRenames() throws SQLException {
        try (var user = world.target.connect(World.DATABASE)) {
            user.setClientInfo("ApplicationName", "landfall test");
            assertThatThrownBy(() -> world.restore(
                            store,
                            "plain",
                            world.targetServer(),
                            World.REPLACING,
                            java.time.Duration.ofSeconds(20),
                            progress -> {
                                if (progress.phase().equals("gathering statistics")) {
                                    rename(user);
                                }
                            }))
                    .hasMessageStartingWith("TARGET_IN_USE [")
                    .hasMessageContaining("retool main");
            assertThat(user.isValid(5)).isTrue();
        }
        assertUntouched();
        var phases = new ArrayList<String>();
        world.restore(
                store,
                "plain",
                world.targetServer(),
                World.REPLACING,
                java.time.Duration.ofSeconds(20),
                progress -> phases.add(progress.phase()));
        assertThat(phases).doesNotContain("loading rows").contains("replacing the target by the copy");
        assertThat(World.ask(world.target, "SELECT count(*) FROM numbers")).isEqualTo("100");
    }

    /** A release that somebody started again: it is told while the copy is made, and not hours later at its end. */
    @Test
    void whoComesMeanwhileAndStaysEndsTheRestoreAtOnce() throws SQLException {
        try (var user = world.target.connect(World.DATABASE)) {
            user.setClientInfo("ApplicationName", "landfall test");
            assertThatThrownBy(() -> world.restore(
                            store,
                            "undumped",
                            world.targetServer(),
                            World.REPLACING,
                            Duration.ofMinutes(2),
                            Duration.ofSeconds(4),
                            progress -> {
                                if (progress.phase().equals("waiting for the dump to begin")) {
                                    rename(user);
                                }
                            }))
                    .hasMessageStartingWith("TARGET_IN_USE [OPERATOR]")
                    .hasMessageContaining("which came while it is being replaced and stayed: retool main");
            assertThat(user.isValid(5)).isTrue();
        }
        assertUntouched();
    }

    private static void rename(java.sql.Connection session) {
        try {
            session.setClientInfo("ApplicationName", "retool main");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whatever a kill leaves is told by what was written on it; what has only the name is somebody's. */
    @Test
    void whatKilledRestoresLeftIsDroppedAndWhatOnlyHasTheNameStays() throws SQLException {
        for (var name : List.of("app_landfall_0000000a", "app_landfall_0000000b", "app_landfall_0000000c")) {
            World.run(world.target, "postgres", "DROP DATABASE IF EXISTS " + name);
            World.run(world.target, "postgres", "CREATE DATABASE " + name);
        }
        var uncommented = "app_landfall_0000000d";
        var sum = new java.util.zip.CRC32();
        sum.update(uncommented.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        World.run(
                world.target,
                "postgres",
                "CREATE DATABASE " + uncommented + " CONNECTION LIMIT "
                        + (1_000_000_000 + sum.getValue() % 1_000_000_000));
        mark("app_landfall_0000000a", "REPLACED", "replaced by", "app");
        mark("app_landfall_0000000b", "UNFINISHED", "unfinished copy of", "other");

        world.restore(store, "plain");

        assertThat(World.ask(world.target, """
                SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE datname LIKE 'app_landfall%'""")).isEqualTo("app_landfall_0000000b app_landfall_0000000c");
        World.run(world.target, "postgres", "DROP DATABASE app_landfall_0000000b");
        World.run(world.target, "postgres", "DROP DATABASE app_landfall_0000000c");
    }

    @Test
    void namesOfAllLengthsHaveRoomBeside() throws SQLException {
        var longest = "ü".repeat(31) + "x";
        var server = world.targetServer().withDatabase(longest);

        world.restore(store, "plain", server, World.REPLACING);
        World.run(world.target, "postgres", "COMMENT ON DATABASE \"" + longest + "\" IS NULL");
        world.restore(store, "plain", server, World.REPLACING);

        assertThat(World.ask(world.target, longest, "SELECT count(*) FROM numbers"))
                .isEqualTo("100");
        World.run(world.target, "postgres", "DROP DATABASE \"" + longest + "\"");
    }

    private static void mark(String database, String state, String words, String target) throws SQLException {
        World.run(
                world.target,
                "postgres",
                "COMMENT ON DATABASE " + database + " IS 'landfall: " + words + " run x {\"state\":\"" + state
                        + "\",\"run\":\"x\",\"dump\":\"y\",\"target\":\"" + target + "\"}'");
    }

    private static void assertUntouched() throws SQLException {
        assertThat(World.ask(world.target, "SELECT id FROM precious")).isEqualTo("42");
    }

    private static void assertNothingBeside() throws SQLException {
        assertThat(World.ask(
                        world.target,
                        "SELECT count(*) FROM pg_database WHERE shobj_description(oid, 'pg_database') LIKE '%landfall: un%'"
                                + " OR shobj_description(oid, 'pg_database') LIKE '%landfall: replaced%'"))
                .isEqualTo("0");
    }

    private static String comment() throws SQLException {
        return World.ask(
                world.target,
                "postgres",
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = 'app'");
    }

    private static String attached(String database) throws SQLException {
        return World.ask(world.target, "postgres", ATTACHED.formatted(database));
    }

    private static Server as(String user) {
        var usual = world.targetServer();
        var url = usual.url();
        return new Server(
                usual.side(),
                new dev.landfall.mover.postgres.DatabaseUrl(
                        user, url.host(), url.port(), url.database(), url.options()),
                World.PASSWORD,
                World.APPLICATION);
    }
}
