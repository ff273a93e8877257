package dev.landfall.mover;

import dev.landfall.embedded.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** A database that holds every kind of object: {@code every-kind.sql}, as far as a server's major knows it. */
final class EveryKind {

    private static final Pattern PART = Pattern.compile("(?m)^--@ from (\\d+)(?: until (\\d+))?$");

    private EveryKind() {}

    /** Makes a server ready to hold it: a role, and an extension with configuration tables among its files. */
    static void prepare(PostgresServer server) throws SQLException, IOException {
        World.run(server, "postgres", """
                DO $$ BEGIN CREATE ROLE zoo_reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$""");
        try (var session = server.connect("postgres");
                var rows = session.createStatement()
                        .executeQuery("SELECT setting FROM pg_config WHERE name = 'SHAREDIR'")) {
            rows.next();
            var extensions = Path.of(rows.getString(1), "extension");
            copy("zoo_keeper.control", extensions);
            copy("zoo_keeper--1.sql", extensions);
        }
    }

    /** Fills the database, which must be new. */
    static void fill(PostgresServer server, String database, int major) throws SQLException, IOException {
        var text = text("every-kind.sql");
        var part = PART.matcher(text);
        var more = part.find();
        while (more) {
            var begin = part.end();
            var from = Integer.parseInt(part.group(1));
            var until = part.group(2) == null ? Integer.MAX_VALUE : Integer.parseInt(part.group(2));
            more = part.find();
            if (major >= from && major < until) {
                psql(server, database, text.substring(begin, more ? part.start() : text.length()));
            }
        }
    }

    /** Not through the driver, which cuts statements apart and knows less of SQL than the server does. */
    private static void psql(PostgresServer server, String database, String sql) throws IOException {
        psql(server.url(database), sql);
    }

    static void psql(String url, String sql) throws IOException {
        var psql = World.PROGRAMS.all().getFirst().program("psql").toString();
        var builder = new ProcessBuilder(psql, "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-d", url, "-f", "-")
                .redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", World.PASSWORD);
        builder.environment().put("PGCLIENTENCODING", "UTF8");
        builder.environment().put("PGOPTIONS", "-c client_min_messages=error");
        builder.redirectOutput(Files.createTempFile("psql", ".txt").toFile());
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(sql.getBytes(StandardCharsets.UTF_8));
        }
        var said = builder.redirectOutput().file().toPath();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(Files.readString(said)
                        .lines()
                        .filter(line -> line.contains("ERROR"))
                        .toList()
                        .toString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Files.delete(said);
        }
    }

    /** Beside the file that may be there already, so that a server never reads half of it. */
    private static void copy(String name, Path folder) throws IOException {
        var half = Files.createTempFile(folder, name, ".half");
        Files.writeString(half, text(name));
        half.toFile().setReadable(true, false);
        Files.move(half, folder.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    static String text(String name) throws IOException {
        try (var in = EveryKind.class.getResourceAsStream("/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
