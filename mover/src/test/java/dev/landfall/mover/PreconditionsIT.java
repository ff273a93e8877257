package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a target lacks is said before anything on it is touched. */
@NeedsTier(Tier.POSTGRES)
class PreconditionsIT {

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        store = new FolderStore(folder.resolve("store"));
        World.run(world.source, World.DATABASE, "CREATE TABLE numbers AS SELECT generate_series(1, 10) AS id");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void roleOfAPolicyThatTheTargetLacksIsNamed() throws SQLException {
        World.run(world.source, World.DATABASE, "CREATE ROLE auditor");
        World.run(world.source, World.DATABASE, "CREATE POLICY seen ON numbers TO auditor USING (true)");
        World.run(world.target, World.DATABASE, "CREATE TABLE kept (id int)");
        world.dump(store, "roles");
        World.run(world.source, World.DATABASE, "DROP POLICY seen ON numbers");

        refuses("roles", "ROLES_MISSING", "auditor");
        assertThat(World.ask(world.target, "SELECT to_regclass('public.kept')::text"))
                .isEqualTo("kept");
    }

    @Test
    void databaseOfANarrowerEncodingIsRefused() throws SQLException {
        world.dump(store, "encodings");
        remake("ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        try {
            refuses("encodings", "ENCODINGS_DIFFER", "LATIN1");
            assertThat(World.ask(world.target, "SHOW server_encoding")).isEqualTo("LATIN1");
        } finally {
            remake("");
        }
    }

    @Test
    void databaseThatSubscribesIsRefused() throws SQLException {
        world.dump(store, "subscriptions");
        World.run(
                world.target,
                World.DATABASE,
                "CREATE SUBSCRIPTION feed CONNECTION 'host=127.0.0.1' PUBLICATION p WITH (connect = false)");
        try {
            refuses("subscriptions", "TARGET_SUBSCRIBES", "feed");
        } finally {
            World.run(world.target, World.DATABASE, "ALTER SUBSCRIPTION feed SET (slot_name = NONE)");
            World.run(world.target, World.DATABASE, "DROP SUBSCRIPTION feed");
        }
    }

    private static void remake(String how) throws SQLException {
        World.run(world.target, "postgres", "DROP DATABASE app WITH (FORCE)");
        World.run(world.target, "postgres", "CREATE DATABASE app " + how);
    }

    private static void refuses(String run, String code, String name) {
        assertThatThrownBy(() -> world.restore(store, run))
                .isInstanceOf(LandfallException.class)
                .hasMessageContaining(code)
                .hasMessageContaining(name)
                .hasMessageContaining("Remedy: ");
    }
}
