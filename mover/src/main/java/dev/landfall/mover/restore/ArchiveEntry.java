package dev.landfall.mover.restore;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A line of {@code pg_restore --list}: {@code id; catalogue number kind schema name owner}. Names are not quoted in it, so
 * a pattern must not take one name for another that begins with it.
 *
 * @param id within the archive
 */
record ArchiveEntry(int id, String line) {

    private static final String ID = "^\\d+; ";
    private static final Pattern LINE = Pattern.compile("^(\\d+); (\\d+) (\\d+) (.*)$");

    /**
     * What fails where the database's owner is no superuser, as on RDS, and carries nothing that matters: comments on
     * extensions, the schema that every database begins with (2200 is its number everywhere), and its comment.
     * {@code pg_restore --no-publications} before version 18 forgets the comments.
     */
    private static final Pattern LEFT_OUT = Pattern.compile(
            ID + "(\\d+ \\d+ COMMENT - EXTENSION .*|\\d+ 2200 SCHEMA - public .*|\\d+ \\d+ SCHEMA - public \\S+"
                    + "|\\d+ \\d+ COMMENT - SCHEMA public \\S+|\\d+ \\d+ COMMENT - (PUBLICATION|SUBSCRIPTION) .*)$");

    /** They would watch, and may refuse, what a restore does at its own end. */
    private static final Pattern EVENT_TRIGGER =
            Pattern.compile(ID + "(\\d+ \\d+ EVENT TRIGGER - .*|\\d+ \\d+ COMMENT - EVENT TRIGGER .*)$");

    /** {@code pg_restore} prints a comment only where it prints what it is on. */
    private static final Pattern SCHEMA = Pattern.compile(ID + "\\d+ \\d+ (SCHEMA -|COMMENT - SCHEMA) .*$");

    private static final Pattern EXTENSION = Pattern.compile(ID + "\\d+ \\d+ EXTENSION - .*$");

    /** The entries of a list; its other lines are comments. */
    static List<ArchiveEntry> of(String list) {
        return list.lines()
                .map(LINE::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(line -> new ArchiveEntry(Integer.parseInt(line.group(1)), line.group()))
                .toList();
    }

    boolean isLeftOut() {
        return LEFT_OUT.matcher(line).matches();
    }

    boolean isEventTrigger() {
        return EVENT_TRIGGER.matcher(line).matches();
    }

    boolean isSchema() {
        return SCHEMA.matcher(line).matches();
    }

    boolean isExtension() {
        return EXTENSION.matcher(line).matches();
    }

    /** What {@code pg_restore --verbose} writes above the entry's SQL. */
    String heading() {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalStateException("not an entry: " + line);
        }
        return "--\n-- TOC entry " + id + " (class " + parts.group(2) + " OID " + parts.group(3) + ")\n";
    }

    /** Kind, schema, name and owner, with a space between. */
    String text() {
        return line.replaceFirst("^\\d+; \\d+ \\d+ ", "");
    }
}
