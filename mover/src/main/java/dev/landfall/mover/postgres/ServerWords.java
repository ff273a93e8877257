package dev.landfall.mover.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a server said of an error, without what rows hold: no DETAIL, of the CONTEXT only where it happened, and of a
 * message about a value that does not fit not the value.
 *
 * @param state SQLSTATE, empty where there is none
 * @param message the primary one
 * @param places objects and CONTEXT, each a clause
 * @param hint its HINT
 */
record ServerWords(String state, String message, List<String> places, Optional<String> hint) {

    private static final int LONGEST = 300;

    /** Each keeps of a line what names a place; a line that is none of them is left out. */
    private static final List<Pattern> CONTEXT = List.of(
            Pattern.compile("^(COPY .+?, line \\d+)\\b.*"),
            Pattern.compile("^(SQL function \"[^\"]*\"(?: statement \\d+| during \\w+)?).*"),
            Pattern.compile("^(PL/pgSQL function \\S.*? line \\d+ at [\\w/ ]+)$"),
            Pattern.compile("^(PL/pgSQL function \\S.*? during [\\w ]+)$"),
            Pattern.compile("^(while (?:inserting|updating|cascading|validating|refreshing)\\b[^:]*)$"));

    /** A data exception's message ends with the value, or quotes it after that word. */
    private static final Pattern VALUE = Pattern.compile("(?<=(?:: |value ))\"[^\"]*\"?|: \".*$", Pattern.DOTALL);

    ServerWords {
        places = List.copyOf(places);
    }

    static ServerWords of(SQLException cause) {
        var state = Optional.ofNullable(cause.getSQLState()).orElse("");
        return server(cause)
                .map(said -> new ServerWords(
                        state,
                        withoutValue(state, stripped(text(said.getMessage()).orElse("nothing"))),
                        places(said),
                        text(said.getHint()).map(ServerWords::oneLine).map(ServerWords::stripped)))
                .orElseGet(() -> new ServerWords(
                        state,
                        stripped(String.valueOf(cause.getMessage())
                                .lines()
                                .findFirst()
                                .orElse("nothing")),
                        List.of(),
                        Optional.empty()));
    }

    /** What follows the message in a sentence, in brackets; empty where there is nothing. */
    String more() {
        var all = Stream.concat(places.stream(), hint.map(text -> "hint: " + text).stream())
                .toList();
        return all.isEmpty() ? "" : " (" + String.join("; ", all) + ")";
    }

    /** The lines of a CONTEXT that say where, as far as they say it. */
    static List<String> context(String text) {
        return text.lines()
                .flatMap(line -> CONTEXT.stream()
                        .map(pattern -> pattern.matcher(line))
                        .filter(matcher -> matcher.matches())
                        .map(matcher -> oneLine(matcher.group(1)))
                        .limit(1))
                .distinct()
                .toList();
    }

    private static Optional<ServerErrorMessage> server(SQLException cause) {
        return cause instanceof PSQLException postgres
                ? Optional.ofNullable(postgres.getServerErrorMessage())
                : Optional.empty();
    }

    private static List<String> places(ServerErrorMessage said) {
        var places = new ArrayList<String>();
        var schema = text(said.getSchema()).map(name -> name + ".").orElse("");
        text(said.getTable()).ifPresent(name -> places.add("table " + schema + name));
        text(said.getColumn()).ifPresent(name -> places.add("column " + name));
        text(said.getDatatype())
                .ifPresent(name -> places.add("type " + (said.getTable() == null ? schema : "") + name));
        text(said.getConstraint()).ifPresent(name -> places.add("constraint " + name));
        text(said.getWhere()).ifPresent(where -> places.addAll(context(where)));
        return places;
    }

    private static Optional<String> text(@org.jspecify.annotations.Nullable String words) {
        return Optional.ofNullable(words).filter(text -> !text.isBlank());
    }

    private static String withoutValue(String state, String message) {
        return state.startsWith("22") ? VALUE.matcher(message).replaceAll("\"…\"") : message;
    }

    private static String oneLine(String text) {
        var line = text.lines().reduce((one, other) -> one + " " + other).orElse("");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    private static String stripped(String sentence) {
        var text = sentence.strip();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
