package dev.landfall.mover;

import dev.landfall.embedded.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code pg_dump --schema-only} prints of a database, statement by statement, sorted. */
final class SchemaText {

    /** Comments of pg_dump's, a random key for psql that it prints since 2025; and what docs/what-moves.md says stays behind. */
    private static final Pattern NOISE = Pattern.compile(
            "^(-- (?!no comment).*|--|COMMENT ON (EXTENSION|PUBLICATION|SUBSCRIPTION|SCHEMA public) .*|\\\\(un)?restrict .*|)$");

    private static final Pattern COMMENT = Pattern.compile("^(-- (?!no comment).*|--|)$");

    private SchemaText() {}

    /** Everything that it prints, but for its own comments. */
    static List<String> whole(PostgresServer server) throws IOException, InterruptedException {
        return of(
                server,
                List.of(World.PROGRAMS.all().getFirst().program("pg_dump").toString()),
                COMMENT);
    }

    static List<String> of(PostgresServer server) throws IOException, InterruptedException {
        return of(server, World.PROGRAMS.all().getFirst().program("pg_dump").toString());
    }

    static List<String> of(PostgresServer server, String program) throws IOException, InterruptedException {
        return of(server, List.of(program, "--no-owner", "--no-acl", "--no-publications", "--no-subscriptions"), NOISE);
    }

    private static List<String> of(PostgresServer server, List<String> start, Pattern noise)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(start);
        command.addAll(List.of("--schema-only", "--no-password", "--dbname=" + server.url(World.DATABASE)));
        var out = Files.createTempFile("schema", ".sql");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("PGPASSWORD", World.PASSWORD);
        if (builder.start().waitFor() != 0) {
            throw new IOException(Files.readString(out));
        }
        var statements = new ArrayList<String>();
        var statement = new StringBuilder();
        for (var line : Files.readString(out, StandardCharsets.UTF_8).split("\n", -1)) {
            if (!noise.matcher(line).matches()) {
                statement.append(line).append('\n');
            } else if (!statement.isEmpty()) {
                statements.add(statement.toString());
                statement.setLength(0);
            }
        }
        Files.delete(out);
        return statements.stream().sorted().toList();
    }
}
