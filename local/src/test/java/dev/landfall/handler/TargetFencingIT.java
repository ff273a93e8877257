package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.capture.Capture;
import dev.landfall.embedded.PostgresOptions;
import dev.landfall.embedded.PostgresServer;
import dev.landfall.fence.TargetFence;
import dev.landfall.fence.TargetFencing;
import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.Databases;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.postgres.PostgresDatabases;
import dev.landfall.model.Json;
import dev.landfall.run.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The target's database as its owner closes and opens it, who is no superuser, on a real server. */
class TargetFencingIT {

    private static final String PASSWORD = "owner";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static PostgresServer server;

    private final String name = "Retool \"" + NUMBER.incrementAndGet() + "\"";
    private final Databases databases = new PostgresDatabases(reference -> SecretText.of(PASSWORD), Optional.empty());
    private HandlerWorld world;

    @BeforeAll
    static void startServer() throws IOException, SQLException {
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        var cache = Path.of(System.getProperty("java.io.tmpdir"), "landfall-test-postgres");
        server = PostgresServer.start(
                PostgresOptions.in(shared.resolve("data"), cache, PASSWORD).withoutFsync());
        administer("CREATE ROLE retool LOGIN CREATEDB PASSWORD '" + PASSWORD + "'");
    }

    @AfterAll
    static void stopServer() {
        server.stop();
    }

    @BeforeEach
    void makeDatabase() throws SQLException, IOException {
        administer("CREATE DATABASE \"" + name.replace("\"", "\"\"") + "\" OWNER retool");
        world = new HandlerWorld(folder);
        world.openCutover("cut");
        var capture = (ObjectNode)
                Json.MAPPER.readTree(world.store.read(Capture.key("cut")).orElseThrow());
        var address = new DatabaseAddress("127.0.0.1", server.port(), name, "retool", "disable", "file:/password");
        ((ObjectNode) capture.at("/databases/0")).set("target", Json.MAPPER.valueToTree(address));
        world.store.write(Capture.key("cut"), Json.MAPPER.writeValueAsBytes(capture));
    }

    @Test
    void nobodyGetsInAndWhoWasInIsPutOutAndAllOfItIsGivenBack() throws SQLException {
        try (var pod = connect()) {
            fencing(databases, world.files).raise("cut");

            assertThatThrownBy(() -> pod.createStatement().execute("SELECT 1")).isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(this::connect).hasMessageContaining("not currently accepting connections");
        assertThatThrownBy(() -> databases.facts(address())).hasMessageContaining("DATABASE_CLOSED");
        assertThat(world.files
                        .read(TargetFence.KEY, TargetFence.class)
                        .orElseThrow()
                        .databases())
                .hasSize(1);

        fencing(databases, world.files).raise("cut");
        fencing(databases, world.files).lower();
        fencing(databases, world.files).lower();

        try (var pod = connect()) {
            assertThat(pod.isValid(1)).isTrue();
        }
        assertThat(world.files
                        .read(TargetFence.KEY, TargetFence.class)
                        .orElseThrow()
                        .databases())
                .isEmpty();
    }

    /** Whoever closed it before has a reason; it is not Landfall's to open. */
    @Test
    void databaseThatWasClosedBeforeStaysClosed() throws SQLException {
        administer("ALTER DATABASE \"" + name.replace("\"", "\"\"") + "\" ALLOW_CONNECTIONS false");

        fencing(databases, world.files).raise("cut");
        fencing(databases, world.files).lower();

        assertThatThrownBy(this::connect).hasMessageContaining("not currently accepting connections");
    }

    /** Before and after each change of either direction; the same call is made once more, as Step Functions does. */
    @ParameterizedTest
    @CsvSource({"0, true", "0, false", "1, true", "1, false"})
    void whateverItIsCutOffAfterTheNextCallEndsTheSame(int change, boolean before) throws SQLException {
        var cut = new CutOff(change, before);
        assertThatThrownBy(() -> fencing(cut.of(databases), new RunFiles(cut.of(world.store)))
                        .raise("cut"))
                .isInstanceOf(CutOff.Ended.class);
        fencing(databases, world.files).raise("cut");
        assertThatThrownBy(this::connect).hasMessageContaining("not currently accepting connections");

        var again = new CutOff(change, before);
        assertThatThrownBy(() -> fencing(again.of(databases), new RunFiles(again.of(world.store)))
                        .lower())
                .isInstanceOf(CutOff.Ended.class);
        fencing(databases, world.files).lower();
        try (var pod = connect()) {
            assertThat(pod.isValid(1)).isTrue();
        }
    }

    /** Why the role is left alone: it is the one that Landfall connects as, and it may not give itself back. */
    @Test
    void ownerMayNotTakeItsOwnLoginAway() throws SQLException {
        try (var owner = connect()) {
            assertThatThrownBy(() -> owner.createStatement().execute("ALTER ROLE retool NOLOGIN"))
                    .hasMessageContaining("permission denied");
        }
    }

    private TargetFencing fencing(Databases through, RunFiles files) {
        return new TargetFencing(through, files, world.clock);
    }

    private DatabaseAddress address() {
        return world.files
                .require(Capture.key("cut"), Capture.class)
                .database("app")
                .target();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.port() + "/"
                        + java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8),
                "retool",
                PASSWORD);
    }

    private static void administer(String sql) throws SQLException {
        try (var session = server.connect("postgres");
                var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
