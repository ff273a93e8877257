package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The role that a restore makes for itself, where it cannot be made or used, and what is left of it. */
@NeedsTier(Tier.POSTGRES)
class RestoringRoleIT {

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        store = new FolderStore(folder.resolve("store"));
        World.run(world.source, World.DATABASE, "CREATE TABLE numbers AS SELECT generate_series(1, 100) AS id");
        world.dump(store, "plain");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void serverThatLetsInNoOtherUsersSaysSoAndTheTargetStays() throws Exception {
        var rules = world.target.dataFolder().resolve("pg_hba.conf");
        var usual = Files.readString(rules);
        World.run(world.target, World.DATABASE, "CREATE TABLE IF NOT EXISTS precious AS SELECT 42 AS id");
        Files.writeString(rules, "host all postgres all scram-sha-256\n");
        World.run(world.target, "postgres", "SELECT pg_reload_conf(), pg_sleep(0.5)");
        try {
            assertThatThrownBy(() -> world.restore(store, "plain"))
                    .hasMessageStartingWith("RESTORING_ROLE_REFUSED [")
                    .hasMessageContaining("no pg_hba.conf entry");
        } finally {
            Files.writeString(rules, usual);
            World.run(world.target, "postgres", "SELECT pg_reload_conf(), pg_sleep(0.5)");
        }
        assertThat(World.ask(world.target, "SELECT id FROM precious")).isEqualTo("42");

        world.restore(store, "plain");

        assertThat(World.ask(world.target, "SELECT count(*) FROM numbers")).isEqualTo("100");
        assertThat(roles()).isEqualTo("none");
    }

    @Test
    void userWithRightsOfTheServerThatMayMakeNoRoleIsRefused() throws Exception {
        World.run(
                world.target,
                "postgres",
                "CREATE ROLE reads_files LOGIN CREATEDB PASSWORD '" + World.PASSWORD.replace("'", "''")
                        + "'; GRANT pg_read_server_files TO reads_files");

        assertThatThrownBy(() -> world.restore(
                        store,
                        "plain",
                        world.targetServer().as("reads_files", World.PASSWORD).withDatabase("other"),
                        World.REPLACING))
                .hasMessageStartingWith("RESTORING_ROLE_DENIED [")
                .hasMessageContaining("pg_read_server_files");
    }

    @Test
    void roleOfAKilledRestoreIsDroppedAndOneThatOnlyHasTheNameStays() throws Exception {
        World.run(
                world.target,
                "postgres",
                "CREATE ROLE landfall_0000000a; COMMENT ON ROLE landfall_0000000a IS 'landfall: restores"
                        + " app_landfall_0000000a'; CREATE ROLE landfall_0000000b;"
                        + " CREATE ROLE landfall_0000000c; COMMENT ON ROLE landfall_0000000c IS 'landfall: restores"
                        + " other_landfall_0000000c'");
        try {
            world.dump(store, "again");
            world.restore(store, "again");

            assertThat(roles()).isEqualTo("landfall_0000000b landfall_0000000c");
        } finally {
            World.run(world.target, "postgres", "DROP ROLE landfall_0000000b; DROP ROLE landfall_0000000c");
        }
    }

    private static String roles() throws SQLException {
        return World.ask(
                world.target,
                "postgres",
                "SELECT coalesce(string_agg(rolname, ' ' ORDER BY rolname), 'none') FROM pg_roles WHERE rolname LIKE 'landfall%'");
    }
}
