package dev.landfall.gateway.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.embedded.PostgresOptions;
import dev.landfall.embedded.PostgresServer;
import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.SecretText;
import dev.landfall.testing.HostileDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a database holds is neither run by a question of ours nor does it decide the answer. */
class HostileDatabaseIT {

    private static final String PASSWORD = "a password";
    private static final String READER = "reader";
    private static final List<String> TABLES = List.of("public.users", "public.apps", "public.pg_class");

    @TempDir
    static Path folder;

    private static PostgresServer server;

    private final PostgresDatabases databases =
            new PostgresDatabases(reference -> SecretText.of(PASSWORD), Optional.empty());

    @BeforeAll
    static void startServer() throws IOException, SQLException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var cache = Path.of(System.getProperty("java.io.tmpdir"), "landfall-test-postgres");
        server = PostgresServer.start(
                PostgresOptions.in(folder.resolve("data"), cache, PASSWORD).withoutFsync());
        run("postgres", "CREATE DATABASE app");
        run("app", """
                CREATE ROLE reader LOGIN PASSWORD 'a password';
                CREATE TYPE secret_kind AS ENUM ('none', 'some');
                CREATE TABLE users (id int PRIMARY KEY, "hashedPassword" text, "createdAt" timestamptz DEFAULT '2026-01-01Z');
                CREATE TABLE apps (id serial, "updatedAt" timestamptz DEFAULT '2026-02-01Z');
                INSERT INTO users SELECT n, 'x' FROM generate_series(1, 10) n;
                INSERT INTO apps SELECT FROM generate_series(1, 3);
                GRANT SELECT ON users TO reader;""");
    }

    @AfterAll
    static void stopServer() {
        server.stop();
    }

    @Test
    void nothingOfItRunsAndNoAnswerChanges() throws Exception {
        var before = answers();

        try (var session = server.connect("app");
                var statement = session.createStatement()) {
            for (var sql : HostileDatabase.statements("app", READER)) {
                statement.execute(sql);
            }
        }

        assertThat(answers()).isEqualTo(before);
        assertThat(HostileDatabase.ran(server.log())).isEmpty();
        // The trap works: a session as anybody opens it runs into it.
        run("app", "SELECT relname !~ '^pg_' FROM pg_class LIMIT 1; SELECT count(*) FROM users");
        assertThat(HostileDatabase.ran(server.log())).isNotEmpty();
    }

    /** All that may be asked, without what time changes. */
    private Map<String, Object> answers() {
        var answers = new LinkedHashMap<String, Object>();
        for (var user : List.of(PostgresServer.USER, READER)) {
            var address = new DatabaseAddress("127.0.0.1", server.port(), "app", user, "disable", "reference");
            var facts = databases.facts(address);
            answers.put(user + " version", facts.version());
            answers.put(user + " major", facts.majorVersion());
            answers.put(user + " encoding", facts.encoding());
            answers.put(user + " extensions", facts.extensions());
            answers.put(user + " available", facts.availableExtensions());
            answers.put(user + " tables", facts.tables());
            answers.put(user + " replica", facts.replica());
            // Who is connected changes with time.
            var room = facts.connections();
            answers.put(user + " room", List.of(room.most(), room.reserved(), room.ofUser(), room.ofDatabase()));
            answers.put(user + " has bytes", facts.bytes() > 1_000_000);
            answers.put(user + " identity", databases.identity(address));
            answers.put(user + " rights", databases.rights(address));
            var contents = databases.contents(address);
            answers.put(
                    user + " largest",
                    contents.largest().stream().map(table -> table.table()).toList());
            answers.put(user + " roles", contents.roles());
            answers.put(user + " lz4", contents.hasLz4());
            answers.put(user + " template", databases.limits(address).template());
            answers.put(user + " trial", databases.searchPath(address));
            answers.put(user + " sessions", databases.sessions(address));
            answers.put(user + " mark", databases.mark(address).transactionId() > 0);
        }
        var owner = new DatabaseAddress("127.0.0.1", server.port(), "app", PostgresServer.USER, "disable", "reference");
        answers.put("counts", databases.counts(owner, TABLES));
        var activity = databases.activity(owner, TABLES);
        answers.put("newest", activity.newestRow());
        answers.put("local users", activity.localUsers());
        answers.put("unread", activity.unread());
        return answers;
    }

    private static void run(String database, String sql) throws SQLException {
        try (var session = server.connect(database);
                var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
