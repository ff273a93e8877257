package dev.landfall.local.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.embedded.PostgresOptions;
import dev.landfall.embedded.PostgresServer;
import dev.landfall.testing.FakeCertificate;
import dev.landfall.testing.FakePostgres;
import dev.landfall.testing.FakePostgres.Manner;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** {@code landfall move}, {@code compare} and {@code validate} give no password to what answers in a server's place. */
@NeedsTier(Tier.POSTGRES)
class FakeServerIT {

    private static final String PASSWORD = "s3cret-of-somebody";

    @TempDir
    static Path folder;

    private static PostgresServer real;
    private static FakeCertificate certificate;

    @BeforeAll
    static void start() throws IOException, SQLException, GeneralSecurityException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var cache = Path.of(System.getProperty("java.io.tmpdir"), "landfall-test-postgres");
        real = PostgresServer.start(
                PostgresOptions.in(folder.resolve("real"), cache, PASSWORD).withoutFsync());
        try (var session = real.connect("postgres");
                var statement = session.createStatement()) {
            statement.execute("CREATE DATABASE app");
        }
        certificate = FakeCertificate.of("evil.example", folder);
    }

    @AfterAll
    static void stop() {
        real.stop();
    }

    @ParameterizedTest
    @EnumSource(Manner.class)
    void noCommandGivesItAPassword(Manner manner) throws IOException {
        for (var options : new String[] {"", "?sslmode=disable", "?sslmode=require"}) {
            for (var withTls : new boolean[] {false, true}) {
                for (var fakeIsSource : new boolean[] {true, false}) {
                    for (var command : new String[] {"move", "compare"}) {
                        try (var fake =
                                withTls ? FakePostgres.withTls(manner, certificate) : FakePostgres.withoutTls(manner)) {
                            var there = "postgresql://postgres:" + PASSWORD + "@localhost:" + fake.port() + "/app"
                                    + options;
                            var here = "postgresql://postgres:" + PASSWORD + "@127.0.0.1:" + real.port() + "/app";

                            var said = landfall(command, fakeIsSource ? there : here, fakeIsSource ? here : there);

                            assertThat(fake.given("postgres", PASSWORD))
                                    .as(said)
                                    .isEmpty();
                            assertThat(fake.trusted()).as(said).isZero();
                            assertThat(said).doesNotContain(PASSWORD);
                            if (fakeIsSource) {
                                assertThat(fake.connections()).as(said).isPositive();
                                assertThat(said)
                                        .containsPattern("so it was not given|did not prove|could not agree on TLS");
                            }
                        }
                    }
                }
            }
        }
    }

    private static String landfall(String command, String source, String target) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        var environment = Map.of("PATH", System.getenv("PATH"));
        Callable<Integer> asked = command.equals("move")
                ? new MoveCommand(environment, out, out)
                : new CompareCommand(environment, out, out);
        var status = new CommandLine(asked)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute("--source", source, "--target", target);
        assertThat(status).isNotZero();
        return said.toString(StandardCharsets.UTF_8);
    }
}
