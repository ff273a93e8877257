package dev.landfall.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The root script in a checkout that is built: it finds a JDK and starts the program on the jars of the build. */
class LauncherIT {

    private static final Path ROOT = Path.of(System.getProperty("landfall.root", "."));

    private static final List<String> PARTS =
            List.of("pom.xml", "model", "testing", "embedded", "functions", "mover", "local");

    @TempDir
    Path checkout;

    /** What a command said, and how it ended. */
    private record Ended(int code, String said) {}

    /** A checkout that was built just now, with this one's modules. */
    @BeforeEach
    void standIn() throws IOException {
        Files.copy(ROOT.resolve("landfall"), checkout.resolve("landfall"), StandardCopyOption.COPY_ATTRIBUTES);
        for (var part : PARTS) {
            Files.createSymbolicLink(checkout.resolve(part), ROOT.resolve(part).toRealPath());
        }
        Files.createFile(Files.createDirectory(checkout.resolve("target")).resolve(".built"));
    }

    /** Not left to the folder's own removal, which warns of each. */
    @AfterEach
    void removeLinks() throws IOException {
        for (var part : PARTS) {
            Files.delete(checkout.resolve(part));
        }
    }

    private Ended landfall(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return run(
                environment,
                Stream.concat(Stream.of(checkout.resolve("landfall").toString()), Stream.of(arguments))
                        .toList());
    }

    private Ended run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(checkout.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    @Test
    void whatWasBuiltIsNotBuiltAgain() throws IOException, InterruptedException {
        var ended = landfall(Map.of(), "--version");

        assertThat(ended).isEqualTo(new Ended(0, "landfall 1.0.0\n"));
    }

    @Test
    void theProgramsOwnExitCodeIsGivenOn() throws IOException, InterruptedException {
        var ended = landfall(Map.of(), "levitate");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said()).contains("levitate");
    }

    /** Java tells about it before it tells its version. */
    @Test
    void optionsForEveryJvmAreNoObstacle() throws IOException, InterruptedException {
        var ended = landfall(Map.of("JAVA_TOOL_OPTIONS", "-Dwhatever=1"), "--version");

        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).endsWith("landfall 1.0.0\n");
    }

    /** The build wrote down where each module's jar lay then. */
    @Test
    void aCopiedCheckoutRunsItsOwnJars() throws IOException, InterruptedException {
        Files.delete(checkout.resolve("local"));
        var target = Files.createDirectories(checkout.resolve("local/target"));
        try {
            for (var name : List.of("pom.xml", "src")) {
                Files.createSymbolicLink(
                        checkout.resolve("local").resolve(name),
                        ROOT.resolve("local").resolve(name).toRealPath());
            }
            var built = ROOT.resolve("local/target").toRealPath();
            Files.createSymbolicLink(
                    target.resolve("landfall-local-1.0.0.jar"), built.resolve("landfall-local-1.0.0.jar"));
            var named = Files.readString(built.resolve("dependencies.txt"))
                    .replace(ROOT.toRealPath() + "/", "/where it was built/");
            assertThat(named).contains("/where it was built/model/target/");
            Files.writeString(target.resolve("dependencies.txt"), named);
            Files.setLastModifiedTime(
                    checkout.resolve("target/.built"),
                    java.nio.file.attribute.FileTime.from(
                            java.time.Instant.now().plusSeconds(5)));

            var ended = landfall(Map.of(), "--version");

            assertThat(ended).isEqualTo(new Ended(0, "landfall 1.0.0\n"));
        } finally {
            try (var made = Files.walk(checkout.resolve("local"))) {
                for (var file : made.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
            Files.createSymbolicLink(
                    checkout.resolve("local"), ROOT.resolve("local").toRealPath());
        }
    }

    /** A JVM of the locale C has no bytes for them. */
    @Test
    void aPathOutsideAsciiIsTakenInTheLocaleC() throws IOException, InterruptedException {
        // As bytes: this JVM may have been started in that locale itself.
        var ended = run(
                Map.of("LC_ALL", "C", "LANG", "C"),
                List.of("bash", "-c", "exec ./landfall world reset --yes --home \"$PWD/B$(printf '\\303\\274')ro\""));

        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).endsWith("/B\u00fcro.\n");
    }
}
