package dev.landfall.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.local.output.ExitKind;
import dev.landfall.local.world.WorldHome;
import dev.landfall.local.world.WorldLock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of bad end: one line with a remedy and a code, the kind's exit code, and the same in one object. */
class BadEndsTest {

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void nameTheWorld() {
        home = folder.resolve("world");
    }

    @Test
    void aMissingConfigurationIsOfTheEnvironment() {
        ends(
                ExitKind.ENVIRONMENT,
                "CONFIGURATION_MISSING",
                "rehearse",
                "--home",
                home.toString(),
                "--config",
                folder.resolve("none.json").toString());
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            for (var use : new String[] {"source-load-balancer", "approvals", "kubernetes", "s3"}) {
                var said = ends(
                        ExitKind.ENVIRONMENT,
                        "PORT_IN_USE",
                        "preflight",
                        "--home",
                        home.toString(),
                        "--port",
                        use + "=" + other.getLocalPort());
                assertThat(said.err()).contains("Port " + other.getLocalPort(), "--port " + use + "=NUMBER");
            }
        }
    }

    /** It began with the first of them and failed at the second, as if Landfall were wrong. */
    @Test
    void onePortForTwoIsAMistakeInTheCommand() {
        var said = ends(
                ExitKind.USAGE,
                "PORT_INVALID",
                "preflight",
                "--home",
                home.toString(),
                "--port",
                "s3=29999",
                "--port",
                "approvals=29999");
        assertThat(said.err()).contains("s3", "approvals");
    }

    @Test
    void aWorldFileThatIsNoneIsNamed() throws IOException {
        world("world.json", "{\"ports\": {\n\"S3\": ");

        var said = ends(ExitKind.ENVIRONMENT, "FILE_UNREADABLE", "preflight", "--home", home.toString());

        assertThat(said.err()).contains("world.json", "line 2");
    }

    @Test
    void aRecordThatIsNoneIsNamed() throws IOException {
        world("executions/rehearsal-1.json", "");

        var said = ends(ExitKind.ENVIRONMENT, "FILE_UNREADABLE", "status", "--home", home.toString());

        assertThat(said.err()).contains("rehearsal-1.json");
    }

    @Test
    void aWorldThatAnotherCommandHasOpenIsRefused() {
        try (var held = WorldLock.take(new WorldHome(home))) {
            assertThat(held).isNotNull();
            ends(ExitKind.REFUSED, "WORLD_IN_USE", "preflight", "--home", home.toString());
            ends(ExitKind.REFUSED, "WORLD_IN_USE", "world", "reset", "--yes", "--home", home.toString());
        }
    }

    @Test
    void whatIsNotOursIsRefused() throws IOException {
        Files.createDirectories(home);
        Files.writeString(home.resolve("precious.txt"), "mine");

        ends(ExitKind.REFUSED, "FOLDER_NOT_OURS", "rehearse", "--home", home.toString());
        ends(ExitKind.REFUSED, "FOLDER_NOT_OURS", "world", "reset", "--yes", "--home", home.toString());
        ends(
                ExitKind.REFUSED,
                "FOLDER_NOT_OURS",
                "preflight",
                "--home",
                folder.resolve("other").toString(),
                "--out",
                home.toString());
    }

    @Test
    void whatNobodySaidYesToIsRefused() throws IOException {
        world("world.json", "{\"ports\": {}, \"targetBuilt\": false, \"dataFolders\": []}");

        ends(ExitKind.REFUSED, "CONSENT_MISSING", "world", "reset", "--home", home.toString());
    }

    @Test
    void aRunOfTheLocalWorldIsNotResumed() {
        ends(ExitKind.REFUSED, "NOTHING_TO_RESUME", "resume", "rehearsal-1");
        ends(ExitKind.USAGE, "RUN_NAME_INVALID", "resume", "../x");
        ends(ExitKind.REFUSED, "NO_RUN_WAITS", "world", "apply-live-settings", "--home", home.toString());
    }

    @Test
    void nothingProvesARunThatIsNotThere() {
        var said = Said.by("verify", "--json", "--home", home.toString());

        assertThat(said.code()).isEqualTo(3);
        assertThat(said.json().path("unproven").asText()).isNotEmpty();
    }

    @Test
    void filesThatAreNotThereOrNoneAreNamed() throws IOException {
        var none = folder.resolve("none.json").toString();
        var file = Files.writeString(folder.resolve("file.json"), "no JSON").toString();

        ends(ExitKind.ENVIRONMENT, "DESCRIPTION_NOT_JSON", "capture", "--task-definition", file);
        ends(ExitKind.USAGE, "DEFINITION_UNREADABLE", "states", "expand", none);
        ends(ExitKind.USAGE, "FILE_UNREADABLE", "states", "run", "--definition", none, "--input", file);
        ends(ExitKind.USAGE, "FILE_UNREADABLE", "states", "test", "--definition", none);
    }

    @Test
    void databasesThatAreMistypedOrAwayAreTold() {
        for (var verb : new String[] {"move", "compare", "validate"}) {
            ends(
                    ExitKind.USAGE,
                    "DATABASE_URL_NOT_UNDERSTOOD",
                    verb,
                    "--source=mysql://a@h/b",
                    "--target=mysql://a@h/c");
        }
        var away = new String[] {"--source=postgresql://a@127.0.0.1:9/a", "--target=postgresql://a@127.0.0.1:9/b"};
        assertThat(Said.by("move", "--json", away[0], away[1]).code()).isEqualTo(1);
        assertThat(Said.by("compare", "--json", away[0], away[1]).code()).isEqualTo(3);
        assertThat(Said.by("validate", "--json", away[0], away[1]).code()).isEqualTo(1);
    }

    private Said ends(ExitKind kind, String code, String... arguments) {
        var said = Said.by(with("--json", arguments));
        assertThat(said.code()).as(said.err()).isEqualTo(kind.code());
        assertThat(said.json().at("/problem/code").asText()).isEqualTo(code);
        assertThat(said.json().at("/problem/remedy").asText()).endsWith(".");
        assertThat(said.err().strip().lines().toList().getLast())
                .startsWith("landfall: ")
                .endsWith("[" + code + "]");
        return said;
    }

    private static String[] with(String option, String... arguments) {
        var all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = option;
        return all;
    }

    private void world(String file, String content) throws IOException {
        var made = new WorldHome(home);
        WorldLock.take(made).close();
        var path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
