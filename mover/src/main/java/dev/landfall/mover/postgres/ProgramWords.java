package dev.landfall.mover.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What {@code pg_dump} or {@code pg_restore} complained of: its errors, the entry of the archive, hints, where it happened,
 * and which command it was, by the beginning of its first line. Nothing of rows, and no text in quotes of a definition,
 * which may be a password.
 */
final class ProgramWords {

    private static final int MOST_ERRORS = 4;
    private static final int LONGEST_COMMAND = 160;

    private static final Pattern ERROR = Pattern.compile("error: |ERROR: |FATAL: |PANIC: ");
    private static final Pattern ENTRY = Pattern.compile("^pg_restore: from TOC entry \\d+; \\d+ \\d+ (.*)$");
    private static final Pattern HINT = Pattern.compile("^(?:pg_\\w+: )?(?:hint|HINT): +(.*)$");
    private static final Pattern CONTEXT = Pattern.compile("^CONTEXT: +(.*)$");
    private static final Pattern COMMAND =
            Pattern.compile("^Command was: ((?:CREATE|ALTER|DROP|COMMENT ON|REFRESH|SET|SELECT pg_catalog\\.)\\b.*)$");

    private ProgramWords() {}

    /** In one line; empty where it said nothing of these. */
    static String of(String complaints) {
        var said = new ArrayList<String>();
        var errors = 0;
        for (var line : complaints.lines().toList()) {
            if (ERROR.matcher(line).find()) {
                if (errors++ < MOST_ERRORS) {
                    said.add(line);
                }
                continue;
            }
            first(ENTRY, line, "entry ", said);
            first(HINT, line, "hint: ", said);
            var context = CONTEXT.matcher(line);
            if (context.matches()) {
                said.addAll(ServerWords.context(context.group(1)));
            }
            var command = COMMAND.matcher(line);
            if (command.matches()) {
                said.add("command: " + beginning(command.group(1)));
            }
        }
        return String.join(" / ", said);
    }

    private static void first(Pattern pattern, String line, String before, List<String> said) {
        var matcher = pattern.matcher(line);
        if (matcher.matches()) {
            said.add(before + matcher.group(1));
        }
    }

    /** Up to the first quote, after which content may stand. */
    private static String beginning(String command) {
        var quote = command.indexOf('\'');
        var dollar = command.indexOf('$');
        var end = Math.min(
                Math.min(quote < 0 ? command.length() : quote, dollar < 0 ? command.length() : dollar),
                LONGEST_COMMAND);
        return command.substring(0, end).strip() + (end < command.length() ? " …" : "");
    }
}
