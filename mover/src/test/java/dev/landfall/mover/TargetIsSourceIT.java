package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.embedded.PostgresServer;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.mover.cli.MoverCommand;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A restore, as the Job runs it, never replaces the database that its dump read, by whatever name it is called. */
@NeedsTier(Tier.POSTGRES)
class TargetIsSourceIT {

    private static final String ROWS = "5000";

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        store = FolderStore.own(folder.resolve("store"));
        World.run(
                world.source,
                World.DATABASE,
                "CREATE TABLE precious AS SELECT g AS id FROM generate_series(1, " + ROWS + ") g");
        World.run(world.source, "postgres", "CREATE DATABASE other");
        world.dump(store, "aliases");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LocalHost", "[::ffff:127.0.0.1]", "127.0.0.1?sslmode=disable"})
    void sourceByAnotherNameIsLeftAlone(String spelling) throws Exception {
        var host = spelling.replaceAll("\\?.*", "");
        var options = spelling.substring(host.length());

        var refused = restore("aliases", host + ":" + world.source.port() + "/app" + options);

        assertThat(refused).contains("TARGET_IS_SOURCE");
        assertThat(World.ask(world.source, "SELECT count(*) FROM precious")).isEqualTo(ROWS);
        assertNothingBeside(world.source);
    }

    @Test
    void anotherDatabaseOfTheSourcesServerIsAnother() throws Exception {
        assertThat(restore("aliases", "localhost:" + world.source.port() + "/other"))
                .isEmpty();

        assertThat(World.ask(world.source, "other", "SELECT count(*) FROM precious"))
                .isEqualTo(ROWS);
        assertThat(World.ask(world.source, "SELECT count(*) FROM precious")).isEqualTo(ROWS);
    }

    /** Its start no longer tells it, and a clone would have the same identifiers. */
    @Test
    void sourceThatWasRestartedSinceItsDumpIsLeftAlone() throws Exception {
        try (var own = new World(Files.createDirectory(folder.resolve("restarted")))) {
            World.run(own.source, World.DATABASE, "CREATE TABLE precious AS SELECT generate_series(1, 7) AS id");
            own.dump(store, "restarted");
            own.restartSource();

            var refused = restore("restarted", "localhost:" + own.source.port() + "/app");

            assertThat(refused).contains("TARGET_IS_SOURCE").contains("was restarted");
            assertThat(World.ask(own.source, "SELECT count(*) FROM precious")).isEqualTo("7");
        }
    }

    @Test
    void dumpThatDoesNotSayWhatItReadIsRefused() throws Exception {
        world.dump(store, "older");
        var layout = new RunLayout("older").database(World.DATABASE);
        for (var key : List.of(layout.plan(), layout.dataIndex(), layout.manifest())) {
            var manifest = (ObjectNode) Json.MAPPER.readTree(store.get(key).orElseThrow());
            ((ObjectNode) manifest.get("source")).remove("database");
            store.put(key, Json.MAPPER.writeValueAsBytes(manifest));
        }

        assertThatThrownBy(() -> world.restore(store, "older")).hasMessageStartingWith("MANIFEST_WITHOUT_IDENTITY [");
    }

    @Test
    void databasesThatAServerNeedsAreRefusedAtOnce() throws Exception {
        for (var name : List.of("postgres", "template1")) {
            assertThat(restore("aliases", "127.0.0.1:" + world.target.port() + "/" + name))
                    .contains("TARGET_IS_MAINTENANCE");
        }
    }

    private static void assertNothingBeside(PostgresServer server) throws SQLException {
        assertThat(World.ask(server, "SELECT count(*) FROM pg_database WHERE datname LIKE 'app\\_%'"))
                .isEqualTo("0");
    }

    /** What it says of a failure. */
    private static String restore(String run, String target) throws IOException {
        var password = Files.writeString(folder.resolve("password"), World.PASSWORD + "\n");
        var err = new StringWriter();
        MoverCommand.execute(
                System.getenv(),
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                List.of(
                        "restore",
                        "--store",
                        folder.resolve("store").toUri().toString(),
                        "--run",
                        run,
                        "--database",
                        World.DATABASE,
                        "--target",
                        "postgresql://postgres@" + target,
                        "--password-from",
                        "file:" + password,
                        "--replace-changed"));
        return err.toString()
                .lines()
                .filter(line -> !line.startsWith("restore "))
                .reduce("", String::concat);
    }
}
