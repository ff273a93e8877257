package dev.landfall.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.embedded.PostgresServer;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.ExecutionStatus;
import dev.landfall.local.retool.DatabaseRole;
import dev.landfall.local.retool.SampleDatabase;
import dev.landfall.local.world.side.Names;
import dev.landfall.testing.HostileContent;
import dev.landfall.testing.HostileContent.Ran;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Retool Database whose builder put traps there, rehearsed from preflight to report: nothing of it runs with more rights
 * than on the source, on either server, whatever reads, copies, compares or counts it; and what differs is told.
 */
@NeedsTier(Tier.WORLD)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileWorldE2E {

    private static final DatabaseRole BUILDER = new DatabaseRole("builder", "builder of retooldb");

    /** What a restore logs in as. */
    private static final String RESTORING = "landfall_[0-9a-f]{8}";

    @TempDir
    static Path folder;

    private static TestWorld test;
    private static Path marker;
    private static long sourceLog;
    private static long targetLog;

    @BeforeAll
    static void open() throws IOException, SQLException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        marker = open.resolve("marker");
        test = TestWorld.open(folder.resolve("world"), accepting());
        setTraps();
        sourceLog = Files.size(test.world().sourceDatabase().log());
        targetLog = Files.size(test.world().targetDatabase().log());
    }

    @AfterAll
    static void close() {
        if (test != null) {
            test.close();
        }
    }

    /** Somebody accepted that code with its owner's rights would gain some: without that, preflight stops the run. */
    private static Path accepting() throws IOException {
        var text = Files.readString(Path.of(System.getProperty("landfall.root"), "landfall.json"));
        var accepting =
                text.replace("\"compare\": \"content\",", "\"compare\": \"content\", \"gainedRights\": \"accept\",");
        assertThat(accepting).isNotEqualTo(text);
        return Files.writeString(folder.resolve("landfall.json"), accepting);
    }

    private static void setTraps() throws SQLException {
        var database = SampleDatabase.RETOOL_DATABASE;
        for (var server : List.of(test.world().sourceDatabase(), test.world().targetDatabase())) {
            as(server, "postgres", "CREATE ROLE lowly");
        }
        var source = test.world().sourceDatabase();
        as(source, "postgres", "CREATE ROLE builder LOGIN PASSWORD '" + BUILDER.password() + "'");
        as(source, "postgres", "GRANT builder TO " + Names.SOURCE_ROLE);
        as(source, "postgres", "GRANT CREATE ON DATABASE " + database + " TO builder");
        as(source, database, "GRANT USAGE, CREATE ON SCHEMA public TO builder");
        asBuilder(HostileContent.sql(marker));
        // Its operators and functions come before the server's own, for whoever does not say where to look.
        as(source, "postgres", "ALTER DATABASE " + database + " SET search_path = public, pg_catalog");
    }

    @Test
    @Order(1)
    void whatCodeChangedOnTheCopyStopsTheRehearsalAndIsNamed() throws IOException, SQLException {
        var rehearsal = test.finish(test.startRehearsal());

        assertThat(rehearsal.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(rehearsal.cause().orElse(""))
                .contains("everybody has SELECT on table public.victim on the target, and not on the source");
        assertHarmless();
        assertListed(rehearsal);
    }

    @Test
    @Order(2)
    void codeThatChangesNothingIsRehearsedToTheEnd() throws IOException, SQLException {
        asBuilder("DO $$ BEGIN EXECUTE replace(pg_catalog.pg_get_functiondef('public.attack'::pg_catalog.regproc),"
                + " 'GRANT SELECT', 'REVOKE SELECT'); END $$");

        var rehearsal = test.finish(test.startRehearsal());

        assertThat(rehearsal.cause()).isEmpty();
        assertThat(rehearsal.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertHarmless();
        assertListed(rehearsal);
        assertThat(test.report(rehearsal).path("databases").findValuesAsText("matches"))
                .containsExactly("true", "true");
        assertThat(test.file(rehearsal, "databases/retooldb/comparison.json")
                        .path("notes")
                        .toString())
                .as("what is accepted is told")
                .contains("getkey() has more rights on the target");
    }

    private static void assertHarmless() throws IOException, SQLException {
        var source = test.world().sourceDatabase();
        var target = test.world().targetDatabase();
        assertThat(HostileContent.ran(source.log(), sourceLog))
                .as("on the source nothing runs that its builder did not call")
                .allSatisfy(ran -> assertThat(ran).isEqualTo(new Ran(ran.what(), "builder", "builder", false)));
        assertThat(HostileContent.ran(target.log(), targetLog))
                .as("a restore evaluates checks, generated columns and indexes, as a role without rights")
                .isNotEmpty()
                .allSatisfy(ran -> {
                    assertThat(ran.role()).matches(RESTORING);
                    assertThat(ran.session()).isEqualTo(ran.role());
                    assertThat(ran.rights()).isFalse();
                });
        assertThat(HostileContent.gained(source.log(), sourceLog)).isEmpty();
        assertThat(HostileContent.gained(target.log(), targetLog)).isEmpty();
        assertThat(marker).doesNotExist();
        for (var server : List.of(source, target)) {
            try (var session = server.connect("postgres")) {
                assertThat(TestWorld.only(
                                session,
                                "SELECT count(*) FROM pg_roles WHERE rolname = 'hostile_made' OR rolname ~ '"
                                        + RESTORING + "' OR rolname = 'lowly' AND (rolsuper OR rolcreaterole)"))
                        .isEqualTo("0");
            }
        }
    }

    /** Preflight names what runs with its owner's rights, and what a restore runs. */
    private static void assertListed(Execution rehearsal) {
        var checks = test.file(rehearsal, "preflight.json").path("checks");
        var seen = new StringBuilder();
        checks.forEach(check -> {
            if (check.path("name").asText().startsWith("database-code")) {
                seen.append(check.path("result").asText())
                        .append(' ')
                        .append(check.path("seen").asText());
            }
        });
        assertThat(seen.toString()).contains("WARNING", "getkey()", "run; me", "traps");
    }

    private static void as(PostgresServer server, String database, String sql) throws SQLException {
        try (var session = server.connect(database);
                var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void asBuilder(String sql) throws SQLException {
        try (var session = BUILDER.connect(test.world().sourceDatabase().port(), SampleDatabase.RETOOL_DATABASE);
                var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
