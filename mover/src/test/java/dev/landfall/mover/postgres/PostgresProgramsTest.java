package dev.landfall.mover.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProgramsTest {

    @TempDir
    Path folder;

    @Test
    void variableComesFirst() throws IOException {
        var programs = PostgresPrograms.find(Map.of("LANDFALL_PG_BIN", install(99), "PATH", install(98)));

        assertThat(programs.all().getFirst().major()).isEqualTo(99);
        assertThat(programs.all().get(1).major()).isEqualTo(98);
    }

    @Test
    void firstFolderOfAMajorIsTaken() throws IOException {
        var first = install(98);
        var programs = PostgresPrograms.find(Map.of("LANDFALL_PG_BIN", first, "PATH", install(99)));

        assertThat(programs.ofMajor(98).orElseThrow().folder()).hasToString(first);
        assertThat(programs.ofMajor(97)).isEmpty();
        assertThat(programs.majors().majors()).contains(98, 99);
    }

    @Test
    void missingProgramsComeWithTheCommandThatInstallsThem() {
        assertThat(PostgresPrograms.missing().text())
                .contains("PG_PROGRAMS_MISSING", PostgresPrograms.installCommand(), "LANDFALL_PG_BIN");
    }

    private String install(int major) throws IOException {
        var bin = Files.createDirectories(folder.resolve("v" + major));
        for (var name : new String[] {"pg_dump", "pg_restore", "psql"}) {
            Files.writeString(bin.resolve(name), "#!/bin/sh\necho '" + name + " (PostgreSQL) " + major + ".1'\n");
            Files.setPosixFilePermissions(bin.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return bin.toString();
    }
}
