package dev.landfall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an engineer does first: {@code npx cdk synth} in a checkout where nothing was built or installed, with the very
 * command of {@code cdk.json}.
 */
@NeedsTier(Tier.LINT)
class FreshCheckoutIT {

    /** Made by building, testing or running; no checkout has them. */
    private static final Set<String> MADE =
            Set.of("target", ".git", ".landfall", ".venv", "cdk.out", "node_modules", ".idea");

    @TempDir
    static Path checkout;

    private static Said synth;

    @BeforeAll
    static void synthesizeTheExample() throws IOException, InterruptedException {
        copy(TestStacks.ROOT, checkout);
        synth = Said.by(checkout, List.of("npx", "cdk", "synth"));
    }

    @Test
    void oneCommandBuildsAndSynthesizesWithoutErrorOrWarning() {
        assertThat(synth.code()).as(synth.text()).isZero();
        assertThat(synth.text()).contains("Successfully synthesized").doesNotContain("ERROR", "WARNING");
    }

    @Test
    void itIsTheVersionOfTheLockFile() throws IOException, InterruptedException {
        var lock = Files.readString(checkout.resolve("package-lock.json"));
        var version = Said.by(checkout, List.of("npx", "cdk", "--version"))
                .text()
                .lines()
                .toList()
                .getLast();

        assertThat(lock).contains("\"version\": \"" + version.split(" ", 2)[0] + "\"");
    }

    @Test
    void cfnLintFindsNothingInWhatItWrote() throws IOException, InterruptedException {
        assertThat(CfnLint.lint(List.of(
                        checkout.resolve("cdk.out/LandfallEvidence.template.json"),
                        checkout.resolve("cdk.out/LandfallPipeline.template.json"))))
                .isEqualTo(new Said(0, ""));
    }

    @Test
    void theArchivesThatItBuiltAreWhatTheFunctionsRunOn() throws IOException {
        try (var files = Files.list(checkout.resolve("cdk.out"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".jar")))
                    .singleElement()
                    .satisfies(asset -> assertThat(asset)
                            .hasSameBinaryContentAs(
                                    checkout.resolve("functions/target/landfall-functions-1.0.0-lambda.jar")));
        }
    }

    @Test
    void theFolderOfTheImageHoldsWhatItsDockerfileCopiesAndNoMore() throws IOException {
        Path asset;
        try (var files = Files.list(checkout.resolve("cdk.out"))) {
            asset = files.filter(file -> Files.isRegularFile(file.resolve("mover/container/Dockerfile")))
                    .findFirst()
                    .orElseThrow();
        }
        var copied = Files.readString(asset.resolve("mover/container/Dockerfile"))
                .replace("\\\n", " ")
                .lines()
                .filter(line -> line.startsWith("COPY "))
                .flatMap(line -> Stream.of(line.strip().split(" +")))
                .filter(word -> word.contains("/") && !word.startsWith("/"))
                .toList();

        assertThat(copied).hasSizeGreaterThan(3);
        assertThat(copied)
                .allSatisfy(file -> assertThat(asset.resolve(file)).hasSameBinaryContentAs(checkout.resolve(file)));
        try (var files = Files.walk(asset)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> asset.relativize(file).toString())
                            .filter(file -> !file.startsWith("mover/container/")))
                    .containsExactlyInAnyOrderElementsOf(copied.stream()
                            .filter(file -> !file.startsWith("mover/container/"))
                            .toList());
        }
    }

    @Test
    void sixMistakesAreSixMessagesOfOneRunThatFails() throws IOException, InterruptedException {
        Files.writeString(checkout.resolve("mistaken.json"), """
                {
                  "domian": "retool.example.com",
                  "source": {"cluster": "retool", "services": []},
                  "target": {"loadBalancer": "elb.example.net"},
                  "approvals": {"approvers": ["ada@example.com", "ben"], "expireAfter": "2 hours"}
                }
                """);

        var said = Said.by(checkout, List.of("npx", "cdk", "synth", "-c", "config=mistaken.json"));

        assertThat(said.code()).isNotZero();
        assertThat(said.text()).contains("CONFIGURATION_INVALID").doesNotContain("\tat ");
        assertThat(said.text().lines().filter(line -> line.startsWith("  $."))).hasSize(6);
    }

    @Test
    void aFileThatIsNotThereIsNamed() throws IOException, InterruptedException {
        var said = Said.by(checkout, List.of("npx", "cdk", "synth", "-c", "config=absent.json"));

        assertThat(said.code()).isNotZero();
        assertThat(said.text()).contains("CONFIGURATION_MISSING").contains("absent.json");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (MADE.contains(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
