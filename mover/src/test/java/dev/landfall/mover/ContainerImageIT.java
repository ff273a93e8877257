package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.Dockerfile;
import dev.landfall.testing.Dockerfile.Instruction;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Dockerfile, as far as it can be read without an engine. */
@NeedsTier(Tier.LINT)
class ContainerImageIT {

    private static final Path ROOT = Path.of(System.getProperty("landfall.root", "."));
    private static final Path FILE = ROOT.resolve("mover/container/Dockerfile").toAbsolutePath();

    private final Dockerfile image = Dockerfile.read(FILE);

    @Test
    void theLinterFindsNothing() throws IOException {
        assertThat(Dockerfile.lint(FILE)).isEmpty();
    }

    @Test
    void everyImageItIsBuiltFromIsPinnedByDigest() {
        assertThat(image.all("FROM")).isEqualTo(List.of(List.of("${JAVA_IMAGE}")));
        assertThat(image.all("ARG"))
                .singleElement()
                .satisfies(argument ->
                        assertThat(argument.getFirst()).matches("JAVA_IMAGE=\\S+:25\\S*@sha256:[0-9a-f]{64}"));
    }

    /** It is built once for each platform: what names one is built for the other in vain. */
    @Test
    void nothingInItIsOfOnePlatform() {
        assertThat(image.instructions())
                .allSatisfy(instruction -> assertThat(instruction.text())
                        .doesNotContain("--platform")
                        .doesNotContainIgnoringCase("aarch64", "arm64", "amd64", "x86_64", "x86-64"));
    }

    @Test
    void scratchIsAVolumeThatTheImagesUserOwns() {
        assertThat(image.volumes()).containsExactly("/tmp");
        assertThat(image.instructions())
                .containsSubsequence(
                        new Instruction(
                                "RUN",
                                List.of(
                                        "chown",
                                        "10001:10001",
                                        "/tmp",
                                        "&&",
                                        "chmod",
                                        ContainerScriptsIT.IMAGE_MODE,
                                        "/tmp")),
                        // What is done to a folder after it is declared a volume is not kept.
                        new Instruction("VOLUME", List.of("/tmp")),
                        new Instruction("USER", List.of("10001:10001")),
                        new Instruction("ENTRYPOINT", List.of("/opt/landfall/entrypoint")));
    }

    @Test
    void everySupportedMajorIsAskedForAndTheNewestLast() {
        assertThat(image.all("RUN").getFirst())
                .containsSubsequence(
                        "/opt/landfall/install-clients",
                        "/opt/landfall/postgres-majors",
                        "13",
                        "14",
                        "15",
                        "16",
                        "17",
                        "18;");
    }

    @Test
    void whatItCopiesIsThere() {
        var copied = image.all("COPY").stream()
                .flatMap(words -> words.subList(0, words.size() - 1).stream())
                .filter(word -> !word.startsWith("--"))
                .toList();

        assertThat(copied).contains("mover/container/entrypoint", "mover/container/install-clients");
        assertThat(copied)
                .filteredOn(word -> !word.startsWith("mover/target/"))
                .allSatisfy(word -> assertThat(Files.isRegularFile(ROOT.resolve(word)))
                        .as(word)
                        .isTrue());
    }
}
