package dev.landfall.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A first answer from what the AWS command line printed. */
class CaptureFilesTest {

    private static final Path WORLDS =
            Path.of("src", "test", "resources", "dev", "landfall", "local", "sample", "worlds");

    @TempDir
    Path folder;

    @Test
    void unknownSettingsAreOneBlockToPasteAndNoSecretIsPrintedOrWritten() throws IOException {
        var said = said(
                1,
                "--task-definition",
                WORLDS.resolve("unknown-names-and-passwords.json").toString());

        assertThat(said)
                .contains("29 settings of 2 containers", "BLOCKER  unknown-setting")
                .contains(
                        "\"settings\": {",
                        "\"ACME_CRM\":    {\"decision\": \"carry\"},",
                        "\"ACME_SWITCH\": {\"decision\"")
                .doesNotContain("marked-");
        var files = new ArrayList<Path>();
        try (var found = Files.walk(folder.resolve("described"))) {
            found.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("vault"))
                    .forEach(files::add);
        }
        assertThat(files).anyMatch(file -> file.endsWith("values-before.yaml"));
        for (var file : files) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContain("marked-");
        }
    }

    @Test
    void whatStandsInTheAccountIsCountedAndDecidesNothing() {
        assertThat(said(
                        0,
                        "--task-definition",
                        WORLDS.resolve("whole-secrets.json").toString()))
                .contains("Not read, because they stand in the account: ")
                .doesNotContain("BLOCKER");
    }

    @Test
    void otherFilesAreRefusedWithoutQuotingThem() throws IOException {
        var file = Files.writeString(folder.resolve("other.json"), "{\"password\": \"marked-other\"");

        assertThat(said(3, "--task-definition", file.toString()))
                .contains("is not JSON")
                .doesNotContain("marked-");
        assertThat(said(
                        3,
                        "--task-definition",
                        Files.writeString(folder.resolve("empty.json"), "{}").toString()))
                .contains("No task definition is in");
    }

    private String said(int code, String... arguments) {
        var all = new ArrayList<>(List.of("capture", "--out", folder.toString()));
        all.addAll(List.of(arguments));
        var bytes = new ByteArrayOutputStream();
        var out = System.out;
        var err = System.err;
        try (var captured = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            System.setErr(captured);
            assertThat(LandfallCommand.run(all.toArray(String[]::new))).isEqualTo(code);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
