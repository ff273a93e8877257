package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image's own installer under the image's shell, with an archive of packages that a test decides. */
class InstallClientsIT {

    private static final Path SCRIPT =
            Path.of(System.getProperty("landfall.root", ".")).resolve("mover/container/install-clients");

    /** Ends well and says nothing of a name that it does not have, as apt-cache does of one that others mention. */
    private static final String APT_CACHE = """
            #!/bin/dash
            if grep -qx "${2#postgresql-client-}" "$ARCHIVE"; then echo "Package: $2"; fi
            """;

    /** Puts the programs where the package does. */
    private static final String APT_GET = """
            #!/bin/dash
            for package; do :; done
            major=${package#postgresql-client-}
            if [ "$major" = "${BROKEN:-}" ]; then echo "E: Unable to fetch some archives" >&2; exit 100; fi
            mkdir -p "$LANDFALL_POSTGRES/$major/bin"
            for program in pg_dump pg_restore psql; do
              printf '#!/bin/dash\\necho %s %s\\n' "$program" "$major" >"$LANDFALL_POSTGRES/$major/bin/$program"
              chmod +x "$LANDFALL_POSTGRES/$major/bin/$program"
            done
            """;

    @TempDir
    Path folder;

    private record Ended(int code, String said) {}

    @BeforeEach
    void makeArchive() throws IOException {
        Files.createDirectory(folder.resolve("bin"));
        program("apt-cache", APT_CACHE);
        program("apt-get", APT_GET);
    }

    private void program(String name, String text) throws IOException {
        var file = Files.writeString(folder.resolve("bin").resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended run(List<String> archive, String broken, String... majors) throws IOException, InterruptedException {
        Files.write(folder.resolve("archive"), archive);
        var builder = new ProcessBuilder(
                        Stream.concat(Stream.of("dash", SCRIPT.toString(), record().toString()), Stream.of(majors))
                                .toList())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("ARCHIVE", folder.resolve("archive").toString());
        builder.environment().put("BROKEN", broken);
        builder.environment()
                .put("LANDFALL_POSTGRES", folder.resolve("postgresql").toString());
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), said);
    }

    private Path record() {
        return folder.resolve("postgres-majors");
    }

    @Test
    void everyMajorOfTheArchiveIsInstalledAndWrittenDown() throws IOException, InterruptedException {
        var ended = run(List.of("16", "17", "18"), "", "16", "17", "18");

        assertThat(ended.said()).contains("pg_dump 16", "pg_restore 17", "psql 18");
        assertThat(ended.code()).isZero();
        assertThat(record()).hasContent("16 17 18\n");
    }

    @Test
    void majorThatTheArchiveHasDroppedIsLeftOut() throws IOException, InterruptedException {
        var ended = run(List.of("14", "18"), "", "13", "14", "18");

        assertThat(ended.said()).contains("PostgreSQL 13 is left out");
        assertThat(ended.code()).isZero();
        assertThat(record()).hasContent("14 18\n");
    }

    @Test
    void imageWithoutTheNewestMajorIsNotBuilt() throws IOException, InterruptedException {
        var ended = run(List.of("13", "17", "8"), "", "13", "17", "18");

        assertThat(ended.said()).contains("CLIENTS_MISSING [OPERATOR]: ", "PostgreSQL 18", "Remedy: ");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(record()).doesNotExist();
    }

    /** That the archive cannot be reached is no major that has been dropped. */
    @Test
    void packageThatCannotBeFetchedEndsTheBuild() throws IOException, InterruptedException {
        var ended = run(List.of("13", "14", "18"), "14", "13", "14", "18");

        assertThat(ended.said()).contains("Unable to fetch");
        assertThat(ended.code()).isEqualTo(100);
        assertThat(record()).doesNotExist();
    }
}
