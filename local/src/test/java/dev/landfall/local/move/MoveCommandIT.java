package dev.landfall.local.move;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.embedded.PostgresOptions;
import dev.landfall.embedded.PostgresServer;
import dev.landfall.embedded.S3Server;
import dev.landfall.local.Main;
import dev.landfall.local.command.UsageError;
import dev.landfall.model.Json;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MoveCommandIT {

    private static final String PASSWORD = "s3cret%x";

    @TempDir
    static Path folder;

    private static PostgresServer source;
    private static PostgresServer target;

    private record Ran(int status, String out, String err) {

        JsonNode json() throws IOException {
            assertThat(out.strip().lines()).hasSize(1);
            return Json.MAPPER.readTree(out);
        }
    }

    @BeforeAll
    static void start() throws IOException, SQLException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var cache = Path.of(System.getProperty("java.io.tmpdir"), "landfall-test-postgres");
        source = PostgresServer.start(
                PostgresOptions.in(folder.resolve("source"), cache, PASSWORD).withoutFsync());
        target = PostgresServer.start(
                PostgresOptions.in(folder.resolve("target"), cache, PASSWORD).withoutFsync());
        run(source, "postgres", "CREATE DATABASE app");
        run(source, "app", """
                CREATE TYPE mood AS ENUM ('good', 'bad');
                CREATE TABLE owner (id serial PRIMARY KEY, name text, moods mood[]);
                CREATE TABLE thing (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, owner int REFERENCES owner,
                                    document jsonb, twice int GENERATED ALWAYS AS (owner * 2) STORED);
                INSERT INTO owner (name, moods) SELECT 'näme ' || n, ARRAY['good', 'bad']::mood[]
                  FROM generate_series(1, 50) n;
                INSERT INTO thing (owner, document) SELECT 1 + n % 50, jsonb_build_object('n', n, 's', repeat('x', n % 4000))
                  FROM generate_series(1, 5000) n;
                CREATE INDEX ON thing (owner);
                SELECT lo_from_bytea(0, 'some bytes');""");
    }

    @AfterAll
    static void stop() {
        source.stop();
        target.stop();
    }

    @Test
    void functionsThatWouldGainRightsAreRefusedUntilSomebodyAcceptsThemAndStayClosed() throws Exception {
        run(source, "postgres", "CREATE ROLE coder");
        run(target, "postgres", "CREATE ROLE lowly");
        run(source, "postgres", "CREATE DATABASE coded");
        run(source, "coded", """
                CREATE FUNCTION getkey() RETURNS text LANGUAGE sql SECURITY DEFINER AS $$ SELECT 'topsecret' $$;
                REVOKE EXECUTE ON FUNCTION getkey() FROM PUBLIC;
                ALTER FUNCTION getkey() OWNER TO coder""");
        var urls = List.of("--source", url(source, "coded"), "--target", url(target, "coded"));

        var refused = landfall(arguments("move", urls));
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .contains(
                        "would run with more rights than on the source",
                        "SECURITY DEFINER function public.getkey() of coder (gains SUPERUSER)");

        var moved = landfall(arguments("move", urls, "--gained-rights", "accept"));
        assertThat(moved.status()).as(moved.err()).isZero();
        run(target, "coded", "DO $$ BEGIN ASSERT NOT has_function_privilege('lowly', 'getkey()', 'EXECUTE'); END $$");
        var compared = landfall(arguments("compare", urls));
        assertThat(compared.status()).isEqualTo(1);
        assertThat(compared.out()).contains("public.getkey() has more rights on the target");
        assertThat(landfall(arguments("compare", urls, "--gained-rights", "accept"))
                        .status())
                .isZero();
        run(target, "coded", "GRANT EXECUTE ON FUNCTION getkey() TO PUBLIC");
        var open = landfall(arguments("compare", urls, "--gained-rights", "accept"));
        assertThat(open.status()).isEqualTo(1);
        assertThat(open.out()).contains("everybody has EXECUTE on public.getkey() on the target");
    }

    private static String[] arguments(String command, List<String> urls, String... more) {
        var all = new ArrayList<String>();
        all.add(command);
        all.addAll(urls);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void movesADatabaseWhichThenComparesEqual() throws IOException, SQLException {
        var before = temporaryFolders();
        var moved = landfall("move", "--source", url(source, "app"), "--target", url(target, "moved"), "--json");

        assertThat(moved.status()).as(moved.err()).isZero();
        assertThat(moved.json().at("/rows").asLong()).isEqualTo(5051);
        assertThat(moved.json().at("/slowestTables/0/table").asText()).isNotEmpty();
        assertThat(temporaryFolders()).isEqualTo(before);

        var compared = landfall("compare", "--source", url(source, "app"), "--target", url(target, "moved"), "--json");
        assertThat(compared.status()).as(compared.out() + compared.err()).isZero();
        assertThat(compared.json().at("/matches").asBoolean()).isTrue();
        assertThat(compared.json().at("/sourceRows").asLong()).isEqualTo(5051);
        assertThat(compared.json().at("/targetRows").asLong()).isEqualTo(5051);
        assertThat(table(compared, "public.thing").toString())
                .isEqualTo("{\"table\":\"public.thing\",\"sourceRows\":5000,\"targetRows\":5000,\"equal\":true}");
        assertThat(landfall("compare", "--source", url(source, "app"), "--target", url(target, "moved"))
                        .out())
                .contains("5,051 rows on the source and 5,051 on the target")
                .containsPattern("public\\.thing +5,000 +5,000 +equal ");

        run(
                target,
                "moved",
                "UPDATE thing SET document = '{}' WHERE id = 7; ALTER TABLE owner ADD COLUMN extra text;"
                        + " DELETE FROM owner WHERE id = 900; SELECT nextval('owner_id_seq')");
        var differs = landfall("compare", "--source", url(source, "app"), "--target", url(target, "moved"));
        assertThat(differs.status()).isEqualTo(1);
        assertThat(differs.out())
                .contains("public.thing")
                .contains("+    extra text")
                .contains("owner_id_seq");
        assertThat(differs.out())
                .doesNotContain("  public.owner:")
                .containsPattern("public\\.thing +5,000 +5,000 +different ")
                .containsPattern("public\\.owner +50 +50 +equal ");

        var rows = landfall(
                "compare",
                "--source",
                url(source, "app"),
                "--target",
                url(target, "moved"),
                "--level",
                "rows",
                "--json");
        assertThat(rows.json().at("/contents/tableDifferences")).isEmpty();
        assertThat(table(rows, "public.thing").at("/equal").asBoolean()).isTrue();
        assertThat(rows.status()).isEqualTo(1);

        run(target, "moved", "DELETE FROM thing WHERE id > 4990; CREATE TABLE added (a int)");
        var fewer = landfall("compare", "--source", url(source, "app"), "--target", url(target, "moved"), "--json");
        assertThat(fewer.json().at("/targetRows").asLong()).isEqualTo(5041);
        assertThat(table(fewer, "public.thing").toString())
                .isEqualTo("{\"table\":\"public.thing\",\"sourceRows\":5000,\"targetRows\":4990,\"equal\":false}");
        assertThat(table(fewer, "\"public\".\"added\"").at("/equal").asBoolean(true))
                .isFalse();
        run(target, "moved", "ALTER TABLE thing DROP COLUMN document");
        assertThat(landfall("compare", "--source", url(source, "app"), "--target", url(target, "moved"))
                        .out())
                .containsPattern("public\\.thing +5,000 +not read +different ");
    }

    @Test
    void neverReplacesTablesOfOthersUnasked() throws IOException, SQLException {
        run(target, "postgres", "CREATE DATABASE theirs");
        run(target, "theirs", "CREATE TABLE precious (id int)");
        var arguments = new ArrayList<>(
                List.of("move", "--source", url(source, "app"), "--target", url(target, "theirs"), "--json"));
        var refused = landfall(arguments.toArray(String[]::new));

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.json().at("/error/code").asText()).isEqualTo("TARGET_NOT_EMPTY");
        run(target, "theirs", "SELECT * FROM precious");

        arguments.addAll(List.of("--replace", "--jobs", "1"));
        assertThat(landfall(arguments.toArray(String[]::new)).status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost", "[::ffff:127.0.0.1]", "127.0.0.1?sslmode=disable"})
    void neverReplacesItsSourceByWhateverName(String spelling) throws IOException, SQLException {
        var options = spelling.contains("?") ? spelling.substring(spelling.indexOf('?')) : "";
        var host = spelling.replace(options, "");
        var from = url(source, "app");
        var alias = from.replaceAll("\\?.*", "").replace("@127.0.0.1:", "@" + host + ":") + options;
        for (var more : List.of(List.<String>of(), List.of("--replace"), List.of("--replace-changed"))) {
            var arguments = new ArrayList<>(List.of("move", "--source", from, "--target", alias));
            arguments.addAll(more);

            var refused = landfall(arguments.toArray(String[]::new));

            assertThat(refused.status()).as(alias).isNotZero();
            assertThat(refused.err())
                    .containsAnyOf("by another name", "that Landfall did not put there", "same database");
            assertThat(number(source, "app", "SELECT count(*) FROM thing")).isEqualTo(5000);
        }
    }

    /** The arrow key in the shell, the day after. */
    @Test
    void repeatedItKeepsWhatWasWrittenSince() throws IOException, SQLException {
        var arguments = new ArrayList<>(
                List.of("move", "--source", url(source, "app"), "--target", url(target, "live"), "--json"));
        assertThat(landfall(arguments.toArray(String[]::new)).status()).isZero();
        run(target, "live", "INSERT INTO owner (name) VALUES ('live')");

        for (var more : List.of("--jobs=2", "--replace")) {
            var again = new ArrayList<>(arguments);
            again.add(more);
            var refused = landfall(again.toArray(String[]::new));

            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.json().at("/error/code").asText()).isEqualTo("TARGET_WRITTEN_SINCE");
            assertThat(refused.err()).contains("1 rows were written there (public.owner 1)", "--replace-changed");
            assertThat(number(target, "live", "SELECT count(*) FROM owner WHERE name = 'live'"))
                    .isEqualTo(1);
        }
        arguments.add("--replace-changed");
        assertThat(landfall(arguments.toArray(String[]::new)).status()).isZero();
        assertThat(number(target, "live", "SELECT count(*) FROM owner WHERE name = 'live'"))
                .isZero();
    }

    /** Its own temporary folder, so that nothing but what it left is looked at. */
    @Test
    void interruptedItLeavesNoRowsBehind() throws Exception {
        run(source, "postgres", "CREATE DATABASE slow");
        run(source, "slow", "CREATE TABLE many AS SELECT g, md5(g::text) FROM generate_series(1, 300000) g");
        run(target, "postgres", "CREATE DATABASE slow");
        var temporary = Files.createDirectory(folder.resolve("temporary"));

        var interrupted = moving(temporary);
        awaitRows(temporary, interrupted);
        interrupted.destroy();
        assertThat(interrupted.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(interrupted.exitValue()).isNotZero();
        assertThat(left(temporary)).isEmpty();

        var killed = moving(temporary);
        awaitRows(temporary, killed);
        killed.destroyForcibly().waitFor();
        assertThat(left(temporary)).isNotEmpty();

        var third = moving(temporary);
        assertThat(third.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(third.exitValue()).isZero();
        assertThat(left(temporary)).isEmpty();
        assertThat(number(target, "slow", "SELECT count(*) FROM many")).isEqualTo(300_000);
        assertThat(number(target, "postgres", "SELECT count(*) FROM pg_database WHERE datname LIKE 'slow\\_%'"))
                .isZero();
    }

    private static Process moving(Path temporary) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        "--source",
                        url(source, "slow"),
                        "--target",
                        url(target, "slow"),
                        "--segment-mib=1")
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(folder, "out", ".txt").toFile())
                .start();
    }

    private static void awaitRows(Path temporary, Process move) throws Exception {
        while (left(temporary).stream()
                        .noneMatch(name -> name.startsWith("landfall-move-p" + move.pid() + "-")
                                && Files.isDirectory(temporary.resolve(name).resolve("runs")))
                || number(
                                target,
                                "postgres",
                                "SELECT count(*) FROM pg_database WHERE datname LIKE 'slow\\_%'"
                                        + " AND shobj_description(oid, 'pg_database') IS NOT NULL")
                        == 0) {
            assertThat(move.isAlive()).isTrue();
            Thread.sleep(20);
        }
    }

    private static List<String> left(Path temporary) throws IOException {
        try (var files = Files.list(temporary)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("landfall-"))
                    .toList();
        }
    }

    private static long number(PostgresServer server, String database, String sql) throws SQLException {
        try (var session = server.connect(database);
                var rows = session.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void aPlaceOfSomebodyElseIsLeftAlone() throws IOException {
        var foreign = Files.createDirectory(folder.resolve("foreign"));
        var thesis = Files.writeString(foreign.resolve("thesis.txt"), "mine");

        var refused = landfall(
                "move", "--source", url(source, "app"), "--target", url(target, "kept"), "--via", foreign.toString());

        assertThat(refused.status()).isOne();
        assertThat(refused.err()).contains("foreign holds something");
        try (var files = Files.list(foreign)) {
            assertThat(files).containsExactly(thesis);
        }
    }

    @Test
    void keepsAndContinuesANamedPlace() throws IOException {
        var place = folder.resolve("place").toString();
        var first = landfall(
                "move", "--source", url(source, "app"), "--target", url(target, "kept"), "--via", place, "--json");
        var run = first.json().at("/run").asText();
        assertThat(Path.of(place, "runs", run)).isDirectory();

        var again = landfall(
                "move", "--source", url(source, "app"), "--target", url(target, "kept"), "--via", place, "--run", run);
        assertThat(again.status()).isZero();
    }

    /** As a process of its own, since the way to S3 is in its environment. */
    @Test
    void movesThroughABucket() throws Exception {
        try (var s3 = S3Server.start(folder.resolve("s3"), 0)) {
            var out = folder.resolve("s3-out.txt");
            var err = folder.resolve("s3-err.txt");
            var move = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "move",
                            "--source",
                            url(source, "app"),
                            "--target",
                            url(target, "through_s3"),
                            "--via",
                            "s3://" + S3Server.BUCKET + "/copies",
                            "--json")
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            move.environment()
                    .putAll(Map.of(
                            "AWS_ENDPOINT_URL_S3",
                            s3.endpoint().toString(),
                            "AWS_REGION",
                            "eu-west-1",
                            "AWS_ACCESS_KEY_ID",
                            "any",
                            "AWS_SECRET_ACCESS_KEY",
                            "any"));

            assertThat(move.start().waitFor()).as(Files.readString(err)).isZero();

            assertThat(Json.MAPPER.readTree(Files.readString(out)).at("/rows").asLong())
                    .isEqualTo(5051);
        }
        var compared =
                landfall("compare", "--source", url(source, "app"), "--target", url(target, "through_s3"), "--json");
        assertThat(compared.status()).as(compared.out() + compared.err()).isZero();
    }

    /** In a JVM of its own, with little memory: it ends, and says so, rather than wait for what died. */
    @Test
    void rowThatTheMemoryDoesNotHoldIsSaidWithWhatToDo() throws Exception {
        run(source, "postgres", "CREATE DATABASE large");
        run(source, "large", """
                CREATE TABLE files (id int, content bytea); ALTER TABLE files ALTER content SET STORAGE EXTERNAL;
                INSERT INTO files VALUES (1, decode(repeat('0aff', 50000000), 'hex'))""");

        var refused = moveLarge("-Xmx64m");
        assertThat(refused.status()).as(refused.err()).isEqualTo(1);
        assertThat(refused.json().at("/error/code").asText()).isEqualTo("ROW_TOO_LARGE");
        assertThat(refused.err()).contains("reading public.files of the source", "LANDFALL_MOVER_HEAP");

        // Twice the row: it is held once, between two sockets.
        var moved = moveLarge("-Xmx200m");
        assertThat(moved.status()).as(moved.err()).isZero();
        assertThat(moved.json().at("/bytes").asLong()).isGreaterThan(100_000_000);
    }

    private static Ran moveLarge(String heap) throws Exception {
        var out = Files.createTempFile(folder, "out", ".txt");
        var err = Files.createTempFile(folder, "err", ".txt");
        var move = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        "--source",
                        url(source, "large"),
                        "--target",
                        url(target, "large"),
                        "--json")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(move.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Ran(move.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** {@code landfall move}, as a program. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            System.exit(new CommandLine(new MoveCommand())
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .execute(arguments));
        }
    }

    @Test
    void plainPgDumpCarriesTheSame() throws IOException {
        var moved = landfall(
                "move",
                "--source",
                url(source, "app"),
                "--target",
                url(target, "plain"),
                "--method",
                "pg_dump",
                "--json");
        assertThat(moved.status()).as(moved.err()).isZero();
        assertThat(landfall("compare", "--source", url(source, "app"), "--target", url(target, "plain"))
                        .status())
                .isZero();
    }

    @Test
    void keysCanBeProvenLater() throws IOException {
        var moved = landfall(
                "move",
                "--source",
                url(source, "app"),
                "--target",
                url(target, "later"),
                "--constraints",
                "after",
                "--json");
        assertThat(moved.status()).as(moved.err()).isZero();
        var key = "public.thing.thing_owner_fkey";
        var before = landfall("compare", "--source", url(source, "app"), "--target", url(target, "later"));
        assertThat(before.status()).isEqualTo(1);
        assertThat(before.out()).contains("constraint not validated: " + key);
        var expected = landfall(
                "compare",
                "--source",
                url(source, "app"),
                "--target",
                url(target, "later"),
                "--constraints",
                "after",
                "--json");
        assertThat(expected.status()).as(expected.out()).isZero();

        var proved = landfall("validate", "--source", url(source, "app"), "--target", url(target, "later"), "--json");

        assertThat(proved.json().at("/validated/0").asText()).isEqualTo(key);
        var after = landfall("compare", "--source", url(source, "app"), "--target", url(target, "later"));
        assertThat(after.status()).as(after.out()).isZero();
    }

    @Test
    void saysWhatIsWrongInOneSentenceAndKeepsThePassword() {
        var wrong = landfall("move", "--sorce", url(source, "app"), "--target", url(target, "x"));
        assertThat(wrong.status()).isEqualTo(2);
        var same = landfall("compare", "--source", url(source, "app"), "--target", url(source, "app"));
        assertThat(same.status()).isEqualTo(2);
        assertThat(same.err()).contains("same database");
        var missing = landfall("move", "--source", url(source, "nowhere"), "--target", url(target, "x"), "--json");
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err().lines().filter(line -> line.contains("cannot be reached")))
                .hasSize(1);
        for (var ran : List.of(wrong, same, missing)) {
            assertThat(ran.out() + ran.err()).doesNotContain(PASSWORD).doesNotContain("s3cret");
        }
    }

    private static JsonNode table(Ran compared, String name) throws IOException {
        for (var table : compared.json().at("/tables")) {
            if (table.at("/table").asText().equals(name)) {
                return table;
            }
        }
        throw new AssertionError("no table " + name + " in " + compared.out());
    }

    private static Ran landfall(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var printOut = new PrintStream(out, true, StandardCharsets.UTF_8);
        var printErr = new PrintStream(err, true, StandardCharsets.UTF_8);
        var environment = Map.of("PATH", System.getenv("PATH"));
        var command = new CommandLine(new Root())
                .addSubcommand(new MoveCommand(environment, printOut, printErr))
                .addSubcommand(new CompareCommand(environment, printOut, printErr))
                .addSubcommand(new ValidateCommand(environment, printOut, printErr))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new UsageError())
                .setErr(new java.io.PrintWriter(printErr, true));
        var status = command.execute(arguments);
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @CommandLine.Command(name = "landfall")
    private static final class Root {}

    private static String url(PostgresServer server, String database) {
        return server.url(database).replace("postgres@", "postgres:s3cret%25x@");
    }

    /** Of this process; another one moves at the same time. */
    private static List<String> temporaryFolders() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(
                            "landfall-move-p" + ProcessHandle.current().pid() + "-"))
                    .sorted()
                    .toList();
        }
    }

    private static void run(PostgresServer server, String database, String sql) throws SQLException {
        try (var session = server.connect(database);
                var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
