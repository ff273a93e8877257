package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.mover.cli.MoverCommand;
import dev.landfall.mover.postgres.ClientProgram;
import dev.landfall.mover.postgres.DatabaseUrl;
import dev.landfall.mover.postgres.PostgresPrograms.Installation;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Side;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.FakeCertificate;
import dev.landfall.testing.FakePostgres;
import dev.landfall.testing.FakePostgres.Manner;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever answers in a server's place gets no password: not from a session of the mover's, not from a client program. */
@NeedsTier(Tier.POSTGRES)
class FakeServerIT {

    private static final String USER = "mover";
    private static final String PASSWORD = "s3cret of the mover";

    @TempDir
    static Path folder;

    private static World world;
    private static FakeCertificate ofAnother;
    private static FakeCertificate ofItself;

    @BeforeAll
    static void start() throws IOException, SQLException, GeneralSecurityException {
        world = new World(folder);
        World.run(world.source, World.DATABASE, "CREATE TABLE one AS SELECT 1 AS n");
        try (var store = FolderStore.own(folder.resolve("store"))) {
            world.dump(store, "run");
        }
        Files.writeString(folder.resolve("password"), PASSWORD);
        ofAnother = FakeCertificate.of("evil.example", folder);
        ofItself = FakeCertificate.of("localhost", folder);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /** How it answers, what our URL decides, whether it does TLS. */
    private static Stream<Arguments> fakes() {
        var plain = Stream.of(Manner.values())
                .filter(manner -> manner != Manner.STRIPPED_BINDING)
                .flatMap(manner -> Stream.of("", "?sslmode=disable", "?sslmode=require")
                        .map(options -> Arguments.of(manner, options, "none")));
        var secure = Stream.of(Manner.values())
                .flatMap(manner -> Stream.of(
                        Arguments.of(manner, "?sslmode=require", "another"),
                        Arguments.of(manner, "?sslmode=require&require_auth=md5", "another"),
                        Arguments.of(
                                manner, "?sslmode=verify-full&sslrootcert=" + folder + "/evil.example.pem", "another"),
                        Arguments.of(
                                manner, "?sslmode=verify-full&sslrootcert=" + folder + "/localhost.pem", "another"),
                        Arguments.of(
                                manner, "?sslmode=verify-ca&sslrootcert=" + folder + "/localhost.pem", "another")));
        return Stream.concat(plain, secure);
    }

    private static FakePostgres fake(Manner manner, String certificate) throws IOException {
        return certificate.equals("none")
                ? FakePostgres.withoutTls(manner)
                : FakePostgres.withTls(manner, certificate.equals("localhost") ? ofItself : ofAnother);
    }

    @ParameterizedTest
    @MethodSource("fakes")
    void commandsGiveItNothing(Manner manner, String options, String certificate) throws Exception {
        for (var command : List.of("dump", "restore", "compare")) {
            try (var fake = fake(manner, certificate)) {
                var said = run(command, fake, options);

                assertThat(said).as(command).containsPattern("DATABASE_(PROOF_MISSING|TLS_REFUSED) \\[OPERATOR]");
                assertThat(fake.connections()).as(command).isPositive();
                assertThat(fake.given(USER, PASSWORD)).as(command).isEmpty();
                assertThat(fake.trusted()).as(command).isZero();
            }
        }
    }

    /** It is started with sessions open on the right server, and something else may answer it. */
    @ParameterizedTest
    @MethodSource("fakes")
    void clientProgramsGiveItNothing(Manner manner, String options, String certificate) throws Exception {
        for (var programs : World.PROGRAMS.all()) {
            try (var fake = fake(manner, certificate)) {
                refused(programs, fake, options);

                assertThat(fake.connections()).isPositive();
                assertThat(fake.given(USER, PASSWORD)).isEmpty();
                assertThat(fake.trusted()).isZero();
            }
        }
    }

    private static void refused(Installation programs, FakePostgres fake, String options) {
        var url = DatabaseUrl.parse("postgresql://" + USER + "@localhost:" + fake.port() + "/app" + options);
        var program = new ClientProgram(
                programs.program("pg_dump"), new Server(Side.SOURCE, url, PASSWORD, World.APPLICATION));
        assertThatThrownBy(() -> program.run(List.of("--schema-only", "--no-password"), new StopSignal()))
                .hasMessageContaining("DATABASE_")
                .hasMessageNotContaining(PASSWORD);
    }

    /** What it says of its failure. */
    private static String run(String command, FakePostgres fake, String options) {
        var err = new StringWriter();
        MoverCommand.execute(
                System.getenv(),
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                List.of(
                        command,
                        "--store",
                        folder.resolve("store").toUri().toString(),
                        "--run",
                        command.equals("dump") ? "other" : "run",
                        "--database",
                        World.DATABASE,
                        command.equals("dump") ? "--source" : "--target",
                        "postgresql://" + USER + "@localhost:" + fake.port() + "/" + World.DATABASE + options,
                        "--password-from",
                        "file:" + folder.resolve("password")));
        return err.toString();
    }
}
