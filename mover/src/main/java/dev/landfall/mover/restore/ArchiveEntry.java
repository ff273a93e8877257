package dev.landfall.mover.restore;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A line of {@code pg_restore --list}: {@code id; catalogue number kind schema name owner}. Names are not quoted in it, so
 * a pattern must not take one name for another that begins with it.
 */
record ArchiveEntry(String line) {

    private static final String ID = "^\\d+; ";

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

    static List<ArchiveEntry> of(String list) {
        return list.lines().map(ArchiveEntry::new).toList();
    }

    boolean isLeftOut() {
        return LEFT_OUT.matcher(line).matches();
    }

    boolean isEventTrigger() {
        return EVENT_TRIGGER.matcher(line).matches();
    }
}
