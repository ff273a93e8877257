package dev.landfall.local.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.embedded.PostgresOptions;
import dev.landfall.embedded.PostgresServer;
import dev.landfall.model.Json;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A copy that is kept, and carried on with until it is told to be the last time. */
@NeedsTier(Tier.POSTGRES)
class WarmMoveIT {

    private static final String PASSWORD = "secret";

    @TempDir
    static Path folder;

    private static PostgresServer server;

    private record Ran(int status, String out, String err) {}

    @BeforeAll
    static void start() throws IOException, SQLException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var cache = Path.of(System.getProperty("java.io.tmpdir"), "landfall-test-postgres");
        server = PostgresServer.start(
                PostgresOptions.in(folder.resolve("server"), cache, PASSWORD).withoutFsync());
        run("postgres", "CREATE DATABASE app");
        run(
                "app",
                "CREATE TABLE thing (id serial PRIMARY KEY, word text); CREATE TABLE line (word text);"
                        + " INSERT INTO thing (word) SELECT 'w' || n FROM generate_series(1, 1000) n; INSERT INTO line VALUES ('a')");
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void copyIsKeptUntilTheLastPass() throws Exception {
        var early = move("--warm", "--last");
        assertThat(early.status()).isEqualTo(1);
        assertThat(early.err()).contains("The target holds no copy that move --warm made.");
        assertThat(move("--last").status()).isEqualTo(2);
        assertThat(move("--warm", "--via", folder.resolve("via").toString(), "--run", "x")
                        .status())
                .isEqualTo(2);

        var first = move("--warm");
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out()).contains("Moved ");

        run(
                "app",
                "UPDATE thing SET word = 'new' WHERE id <= 7; DELETE FROM thing WHERE id > 990; INSERT INTO line VALUES ('b');"
                        + " SELECT nextval('thing_id_seq')");
        var counted = delta("--json");
        assertThat(counted.status()).as(counted.err()).isZero();
        var tables = Json.MAPPER.readTree(counted.out()).at("/tables");
        assertThat(tables.at("/0/table").asText()).isEqualTo("public.line");
        assertThat(tables.at("/0/how").asText()).isEqualTo("WHOLE");
        assertThat(tables.at("/1/changed").asLong()).isEqualTo(7);
        assertThat(tables.at("/1/gone").asLong()).isEqualTo(10);
        assertThat(delta().out()).contains("public.thing").contains("whole: it has no key, and 1 rows changed");

        var pass = move("--warm");
        assertThat(pass.status()).as(pass.err()).isZero();
        assertThat(pass.out()).contains("9 rows of 2 of 2 tables were carried and 11 taken away");

        var last = move("--warm", "--last");
        assertThat(last.status()).as(last.err()).isZero();
        assertThat(last.out()).contains("Nothing changed in 2 tables").contains("Set 1 sequences");
        assertThat(delta().err()).contains("The target holds no record of a copy");
        var compared = landfall(new CompareCommand(environment(), System.out, System.err), List.of());
        assertThat(compared.status()).isZero();
    }

    private static Ran move(String... more) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        return ran(new MoveCommand(environment(), print(out), print(err)), List.of(more), out, err);
    }

    private static Ran delta(String... more) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        return ran(new DeltaCommand(environment(), print(out), print(err)), List.of(more), out, err);
    }

    private static Ran landfall(Callable<Integer> command, List<String> more) {
        return ran(command, more, new ByteArrayOutputStream(), new ByteArrayOutputStream());
    }

    private static Ran ran(
            Callable<Integer> command, List<String> more, ByteArrayOutputStream out, ByteArrayOutputStream err) {
        var arguments = new ArrayList<>(List.of("--source", url("app"), "--target", url("copy")));
        arguments.addAll(more);
        var status = new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments.toArray(String[]::new));
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static Map<String, String> environment() {
        return Map.of("PATH", System.getenv("PATH"));
    }

    private static String url(String database) {
        return server.url(database).replace("postgres@", "postgres:" + PASSWORD + "@");
    }

    private static void run(String database, String sql) throws SQLException {
        try (var session = server.connect(database);
                var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
