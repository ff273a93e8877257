package dev.landfall.mover.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.OptionalInt;
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
    void nearestNewerMajorStandsInForTheWantedOne() throws IOException {
        var programs = PostgresPrograms.find(Map.of("PATH", install(96) + ":" + install(98) + ":" + install(99)));

        assertThat(chosen(programs, 98, 96)).hasValue(98);
        assertThat(chosen(programs, 97, 96)).hasValue(98);
        assertThat(chosen(programs, 100, 98)).hasValue(99);
        assertThat(chosen(programs, 100, 100)).isEmpty();
    }

    @Test
    void programsFromSeventeenOnAreForTargetsFromSeventeenOn() throws IOException {
        var programs =
                PostgresPrograms.find(Map.of("LANDFALL_PG_BIN", install(15), "PATH", install(17) + ":" + install(18)));

        assertThat(chosen(programs.forTarget(16), 16, 15)).hasValue(15);
        assertThat(chosen(programs.forTarget(17), 17, 15)).hasValue(17);
        assertThat(chosen(programs.forTarget(16), 16, 16)).isEmpty();
    }

    @Test
    void missingProgramsComeWithTheCommandThatInstallsThem() {
        assertThat(PostgresPrograms.missing().text())
                .contains("PG_PROGRAMS_MISSING", PostgresPrograms.installCommand(), "LANDFALL_PG_BIN");
    }

    private static OptionalInt chosen(PostgresPrograms programs, int wanted, int atLeast) {
        return programs.choose(wanted, atLeast)
                .map(installation -> OptionalInt.of(installation.major()))
                .orElse(OptionalInt.empty());
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
