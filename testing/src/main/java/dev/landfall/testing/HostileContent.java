package dev.landfall.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code hostile.sql}: traps wherever a move might step, put there by a role without rights of the server. Each says in the
 * server's log as whom it ran and with which rights, and then tries to gain some.
 */
public final class HostileContent {

    private static final Pattern RAN =
            Pattern.compile("LOG:  hostile (.*) ran as (\\S+) in a session of (\\S+), with rights (\\S+)");

    private static final String SUCCEEDED = "succeeded at";

    private HostileContent() {}

    /**
     * One trap that was stepped into.
     *
     * @param what kind of trap
     * @param role as whom it ran
     * @param session whose session it was
     * @param rights whether either of the two may more than use the database
     */
    public record Ran(String what, String role, String session, boolean rights) {}

    /**
     * For a database and a server that have the roles {@code builder} and {@code lowly}; run as {@code builder}.
     *
     * @param marker a file that nobody may make
     */
    public static String sql(Path marker) {
        try (var in = HostileContent.class.getResourceAsStream("hostile.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("${marker}", marker.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What ran since the log had that many bytes. */
    public static List<Ran> ran(Path log, long from) throws IOException {
        return since(log, from)
                .lines()
                .map(RAN::matcher)
                .filter(java.util.regex.Matcher::find)
                .map(found -> new Ran(
                        found.group(1),
                        found.group(2),
                        found.group(3),
                        !found.group(4).equals("f")))
                .toList();
    }

    /** Attempts to gain rights that the server did not refuse, since the log had that many bytes. */
    public static List<String> gained(Path log, long from) throws IOException {
        return since(log, from).lines().filter(line -> line.contains(SUCCEEDED)).toList();
    }

    private static String since(Path log, long from) throws IOException {
        try (var in = Files.newInputStream(log)) {
            in.skipNBytes(from);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
