package dev.landfall.mover.restore;

import dev.landfall.model.failure.Problem;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The SQL that {@code pg_restore --verbose --section=…} writes, entry by entry.
 *
 * @param settings what a session has to set before it runs any of it
 */
record PostDataScript(String settings, List<PostDataEntry> entries) {

    private static final String END = "\n--\n-- PostgreSQL database dump complete\n--";

    /** Stands before that end, as if it were the last entry's. */
    private static final Pattern COMPLETED = Pattern.compile("\n-- Completed on [^\n]*\n$");

    private static final Pattern DEPENDENCIES = Pattern.compile("^-- Dependencies: ([\\d ]+)$", Pattern.MULTILINE);
    private static final Pattern NAMED =
            Pattern.compile("^-- Name: (.*); Type: ([A-Z ]+); Schema: (.*?); Owner: .*$", Pattern.MULTILINE);

    /** The driver speaks UTF8 and wants to go on doing so; meta-commands are psql's. */
    private static final Pattern SETTING = Pattern.compile("(?!SET client_encoding\\b)(SET|SELECT) .*;");

    PostDataScript {
        entries = List.copyOf(entries);
    }

    /**
     * Cuts the script at the headings of these entries, in their order. A heading names the entry's own numbers, so text that
     * only looks like one, in a comment for instance, is not taken for it.
     */
    static PostDataScript cut(List<ArchiveEntry> list, String script) {
        var complete = script.lastIndexOf(END);
        var text = complete < 0
                ? script
                : COMPLETED.matcher(script.substring(0, complete)).replaceFirst("");
        var found = new ArrayDeque<PostDataEntry>();
        var end = text.length();
        for (var listed : list.reversed()) {
            var heading = "\n" + listed.heading();
            var start = text.lastIndexOf(heading, end - heading.length());
            if (start < 0) {
                throw Problem.bug(
                                "ARCHIVE_NOT_UNDERSTOOD",
                                "pg_restore lists the entry \"" + listed.line() + "\" and does not print it.")
                        .asException();
            }
            found.addFirst(entry(listed, text.substring(start + heading.length(), end)));
            end = start + 1;
        }
        return new PostDataScript(
                text.substring(0, end)
                        .lines()
                        .filter(SETTING.asMatchPredicate())
                        .collect(Collectors.joining("\n")),
                List.copyOf(found));
    }

    private static PostDataEntry entry(ArchiveEntry listed, String text) {
        var head = text.substring(0, Math.max(0, text.indexOf("\n--\n")));
        var named = NAMED.matcher(head);
        if (!named.find()) {
            throw Problem.bug(
                            "ARCHIVE_NOT_UNDERSTOOD",
                            "pg_restore prints the entry \"" + listed.line() + "\" without its kind.")
                    .asException();
        }
        var dependencies = DEPENDENCIES.matcher(head);
        return new PostDataEntry(
                listed.id(),
                named.group(2),
                named.group(3) + " " + named.group(1),
                dependencies.find()
                        ? Arrays.stream(dependencies.group(1).strip().split(" +"))
                                .map(Integer::valueOf)
                                .collect(Collectors.toSet())
                        : Set.of(),
                text.substring(head.length() + "\n--\n".length()));
    }
}
