package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image's entry point as a process under the image's shell: its folder is a copy, and {@code java} says how it was
 * called.
 */
class ContainerEntrypointIT {

    private static final Path CONTAINER =
            Path.of(System.getProperty("landfall.root", ".")).resolve("mover/container");

    /** Shows what it was given, one part a line, then does what the mover would. */
    private static final String SAYING = """
            #!/bin/sh
            echo "PGSSLROOTCERT=$PGSSLROOTCERT"
            echo "MALLOC_ARENA_MAX=$MALLOC_ARENA_MAX"
            echo "HOME=$HOME"
            for part in "$@"; do echo "[$part]"; done
            exit 7
            """;

    @TempDir
    Path folder;

    private Path home;

    /** What a process said and how it ended. */
    private record Ended(int code, String said) {}

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectory(folder.resolve("landfall"));
        Files.copy(CONTAINER.resolve("jvm.options"), home.resolve("jvm.options"));
        Files.writeString(home.resolve("rds-roots.pem"), "roots");
        var programs = Files.createDirectory(folder.resolve("bin"));
        Files.writeString(programs.resolve("java"), SAYING);
        Files.setPosixFilePermissions(programs.resolve("java"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        var command = Stream.concat(
                        Stream.of("dash", CONTAINER.resolve("entrypoint").toString()), Stream.of(arguments))
                .toList();
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("LANDFALL_HOME", home.toString());
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), said);
    }

    @Test
    void moverIsStartedWithItsFlagsRootsAndArguments() throws IOException, InterruptedException {
        var ended = run(Map.of(), "restore", "--target", "postgresql://a b@host/x?sslmode=verify-full", "$(HOME) *");

        assertThat(ended.said().lines())
                .contains(
                        "PGSSLROOTCERT=" + home.resolve("rds-roots.pem"),
                        "MALLOC_ARENA_MAX=" + MoverJvm.environment().get("MALLOC_ARENA_MAX"),
                        "HOME=/tmp",
                        "[@" + home.resolve("jvm.options") + "]")
                .containsSubsequence(
                        "[-jar]",
                        "[" + home.resolve("mover.jar") + "]",
                        "[restore]",
                        "[--target]",
                        "[postgresql://a b@host/x?sslmode=verify-full]",
                        "[$(HOME) *]");
        assertThat(ended.code()).as("the mover's own").isEqualTo(7);
    }

    /** After the usual flags, so that it is the one that counts. */
    @Test
    void anotherHeapIsTaken() throws IOException, InterruptedException {
        assertThat(run(Map.of("LANDFALL_MOVER_HEAP", "2g")).said().lines())
                .containsSubsequence("[@" + home.resolve("jvm.options") + "]", "[-Xmx2g]", "[-jar]");
        assertThat(run(Map.of()).said()).doesNotContain("-Xmx");
    }

    @Test
    void otherAuthoritiesAreTaken() throws IOException, InterruptedException {
        var own = Files.writeString(folder.resolve("own.pem"), "roots");
        assertThat(run(Map.of("PGSSLROOTCERT", own.toString())).said()).contains("PGSSLROOTCERT=" + own);
    }

    @Test
    void missingAuthoritiesAreRefusedBeforeAnythingStarts() throws IOException, InterruptedException {
        var ended = run(Map.of("PGSSLROOTCERT", "/no/such/file.pem"));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said())
                .startsWith("TLS_ROOTS_MISSING [OPERATOR]: ")
                .contains("/no/such/file.pem", "Remedy: ")
                .doesNotContain("[-jar]");
    }

    @Test
    void jvmIsStartedAsEverywhereElse() throws IOException {
        assertThat(Files.readAllLines(CONTAINER.resolve("jvm.options"))).isEqualTo(MoverJvm.flags());
    }

    /** As in the image, but with the real Java: its flags are taken and the mover's classes answer. */
    @Test
    void realJavaTakesTheFlags() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var process = new ProcessBuilder(Stream.concat(
                                Stream.of(java.toString(), "@" + CONTAINER.resolve("jvm.options")),
                                List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "--help")
                                        .stream())
                        .toList())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("dump", "restore", "compare").doesNotContain("Unrecognized");
        assertThat(process.exitValue()).isZero();
    }
}
