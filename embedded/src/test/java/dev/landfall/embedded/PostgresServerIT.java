package dev.landfall.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.OperatorException;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsTier(Tier.POSTGRES)
class PostgresServerIT {

    private static final Path CACHE = Path.of(System.getProperty("java.io.tmpdir"), "landfall-test-postgres");

    @TempDir
    Path folder;

    @BeforeEach
    void openFolder() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void dataOutlivesTheServer() throws SQLException {
        try (var first = PostgresServer.start(options());
                var session = first.connect("postgres");
                var statement = session.createStatement()) {
            statement.execute("CREATE TABLE kept (n int)");
            statement.execute("INSERT INTO kept VALUES (7)");
        }

        try (var second = PostgresServer.start(options())) {
            assertThat(only(second, "SELECT n FROM kept")).isEqualTo("7");
        }
    }

    @Test
    void recoversAfterItWasKilled() throws SQLException {
        var first = PostgresServer.start(options());
        try (var session = first.connect("postgres");
                var statement = session.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 7 AS n");
            first.kill();
        }
        assertThat(first.isRunning()).isFalse();

        try (var second = PostgresServer.start(options())) {
            assertThat(only(second, "SELECT n FROM kept")).isEqualTo("7");
        }
    }

    @Test
    void lockFileOfAVanishedServerIsNoObstacle() throws IOException, SQLException {
        var first = PostgresServer.start(options());
        first.stop();
        Files.writeString(
                first.dataFolder().resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n");

        try (var second = PostgresServer.start(options())) {
            assertThat(only(second, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void settingsReachTheServer() throws SQLException {
        try (var server = PostgresServer.start(options().withoutFsync().withSetting("max_connections", "17"))) {
            assertThat(only(server, "SHOW max_connections")).isEqualTo("17");
            assertThat(only(server, "SHOW fsync")).isEqualTo("off");
            assertThat(only(server, "SHOW server_version")).startsWith("15.");
        }
    }

    @Test
    void passwordIsAsked() throws SQLException {
        try (var server = PostgresServer.start(options())) {
            assertThatThrownBy(() -> PostgresServer.start(PostgresOptions.in(folder.resolve("other"), CACHE, "p")
                            .withPort(server.port())))
                    .isInstanceOf(OperatorException.class)
                    .hasMessageContaining("PORT_IN_USE");
        }
        assertThatThrownBy(() -> PostgresServer.start(PostgresOptions.in(folder.resolve("data"), CACHE, "wrong")))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("PASSWORD_WRONG")
                .hasMessageNotContaining("wrong\"");
    }

    @Test
    void portInUseIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThatThrownBy(() -> PostgresServer.start(options().withPort(taken.getLocalPort())))
                    .isInstanceOf(OperatorException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " of 127.0.0.1 is in use");
        }
    }

    @Test
    void endsWhenItsParentIsKilled() throws Exception {
        var parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerParent.class.getName(),
                        folder.resolve("data").toString(),
                        CACHE.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var port = Integer.parseInt(parent.inputReader().readLine());
        var watchdog = parent.toHandle().children().findFirst().orElseThrow();

        parent.destroyForcibly();

        watchdog.onExit().get(30, TimeUnit.SECONDS);
        assertThat(LoopbackPort.choose(port)).isEqualTo(port);
    }

    private PostgresOptions options() {
        return PostgresOptions.in(folder.resolve("data"), CACHE, "a%'$ pass");
    }

    private static String only(PostgresServer server, String query) throws SQLException {
        try (var session = server.connect("postgres");
                var rows = session.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
