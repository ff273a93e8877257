package dev.landfall.local.retool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.embedded.PostgresOptions;
import dev.landfall.embedded.PostgresServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDatabaseIT {

    private static final Path CACHE = Path.of(System.getProperty("java.io.tmpdir"), "landfall-test-postgres");

    @TempDir
    Path folder;

    @BeforeEach
    void openFolder() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void hasTheShapeOfRetoolsDatabase() throws SQLException {
        try (var server = PostgresServer.start(
                PostgresOptions.in(folder.resolve("data"), CACHE, "test only").withoutFsync())) {
            var role = new DatabaseRole("retool", "it's a \"pass\"");
            new SampleDatabase(server, role).buildGrown(new BigDecimal("0.01"), "retool.example.com");

            try (var session = role.connect(server.port(), SampleDatabase.APP);
                    var statement = session.createStatement();
                    var row = statement.executeQuery("""
                            SELECT (SELECT count(*) FROM pg_tables WHERE schemaname = 'public'),
                                   (SELECT count(*) FROM page_saves),
                                   (SELECT min(length(data::text)) FROM page_saves),
                                   (SELECT max(length(data::text)) FROM page_saves),
                                   (SELECT count(*) FROM pg_largeobject_metadata),
                                   (SELECT count(*) FROM page_usage),
                                   (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)""")) {
                row.next();
                assertThat(row.getInt(1)).isGreaterThan(110);
                assertThat(row.getInt(2)).isEqualTo(60);
                assertThat(row.getInt(3)).isGreaterThan(5_000);
                assertThat(row.getInt(4)).isBetween(40_000, 70_000);
                assertThat(row.getInt(5)).isEqualTo(12);
                assertThat(row.getInt(6)).isPositive();
                assertThat(row.getBoolean(7)).isFalse();
            }
        }
    }
}
