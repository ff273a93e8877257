package dev.landfall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Sessions on PostgreSQL are opened in one place, which pins what a database could change and gives no password to whoever
 * answers; client programs are started in one place, which does the same.
 */
class SessionsTest {

    private static final Path ROOT = Path.of(System.getProperty("landfall.root"));

    private static final Pattern OPENS = Pattern.compile("DriverManager|DataSource\\b|jdbc:postgresql|new Driver\\("
            + "|org\\.postgresql\\.Driver|ConnectionFactory|PGProperty");
    private static final Pattern GIVES_PASSWORD = Pattern.compile("\"PGPASSWORD\"|\"PGPASSFILE\"");

    @Test
    void onlyOnePlaceOpensSessions() {
        assertThat(sources(OPENS))
                .isEqualTo(new TreeSet<>(Set.of(
                        "SessionOpener",
                        // Who runs an embedded server, and Retool itself in the local world: others' sessions.
                        "PostgresServer",
                        "DatabaseRole")));
    }

    @Test
    void onlyOnePlaceGivesAPasswordToAProgram() {
        assertThat(sources(GIVES_PASSWORD))
                .isEqualTo(new TreeSet<>(Set.of(
                        "ClientProgram",
                        // Reads the variable.
                        "Endpoint",
                        // Ways that are measured beside Landfall's, on servers of the bench's own.
                        "PgDump",
                        "Pgcopydb")));
    }

    private static Set<String> sources(Pattern pattern) {
        try (var files = Files.walk(ROOT, 20)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> {
                        var path = ROOT.relativize(file).toString();
                        return path.contains("src/main/") && !path.contains("/target/") && !path.startsWith("testing/");
                    })
                    .filter(file -> pattern.matcher(text(file)).find())
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
