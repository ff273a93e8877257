package dev.landfall.mover.restore;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.WriteMark;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The last line of a database's comment, by which Landfall knows what it made; what stands before it is its owner's.
 *
 * @param run whose copy it is, or who laid it aside
 * @param dump the attempt that it came from
 * @param target the database that it is to become, is, or was
 * @param snapshotAt when the source looked like this copy; empty before the copy is finished
 * @param rows of its tables when it was finished
 * @param written what rows that were written since are told by
 */
record CopyMark(
        State state,
        String run,
        String dump,
        String target,
        Optional<Instant> snapshotAt,
        Optional<Long> rows,
        Optional<WriteMark> written) {

    enum State {
        /** Being filled, under a name of its own. */
        UNFINISHED("unfinished copy of"),
        /** Whole but for its event triggers, which are the last to come. */
        EVENT_TRIGGERS_LEFT("unfinished copy of"),
        /** Waits to be given the target's name. */
        WHOLE("unfinished copy of"),
        /** Has the target's name. */
        FINISHED("finished copy of"),
        /** Had the target's name, and waits to be dropped. */
        REPLACED("replaced by");

        private final String words;

        State(String words) {
            this.words = words;
        }
    }

    private static final String BEGINNING = "landfall: ";
    private static final String JSON = " {\"state\":";

    /** As an earlier Landfall wrote it: the copy had the target's name from the beginning. */
    private static final Pattern EARLIER =
            Pattern.compile(BEGINNING + "(un)?finished copy of run (.*), dump ([0-9a-f-]+)(, event triggers left)?");

    static CopyMark unfinished(Manifest plan, String target) {
        return new CopyMark(
                State.UNFINISHED,
                plan.run(),
                plan.attempt(),
                target,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    CopyMark with(State other) {
        return new CopyMark(other, run, dump, target, snapshotAt, rows, written);
    }

    CopyMark finished(Manifest index, WriteMark now) {
        var all = index.tables().stream()
                .filter(table -> !table.isLargeObjects())
                .mapToLong(table -> table.rows())
                .sum();
        return new CopyMark(
                State.FINISHED, run, dump, target, Optional.of(index.snapshotAt()), Optional.of(all), Optional.of(now));
    }

    boolean isOf(Manifest plan) {
        return run.equals(plan.run()) && dump.equals(plan.attempt());
    }

    /** Of a comment that ends with one. */
    static Optional<CopyMark> of(Optional<String> comment, String database) {
        return comment.map(CopyMark::lastLine).flatMap(line -> read(line, database));
    }

    /** What the comment holds beside the mark. */
    static Optional<String> owners(Optional<String> comment) {
        return comment.flatMap(text -> {
            var line = lastLine(text);
            if (!line.startsWith(BEGINNING)) {
                return Optional.of(text);
            }
            var rest = text.substring(0, text.length() - line.length());
            return rest.isEmpty() ? Optional.empty() : Optional.of(rest.substring(0, rest.length() - 1));
        });
    }

    /** The comment that says both. */
    String after(Optional<String> owners) {
        return owners.map(text -> text + "\n").orElse("") + line();
    }

    String line() {
        try {
            return BEGINNING + state.words + " run " + run + " " + Json.MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw Problem.bug("JSON_NOT_WRITTEN", "The mark of a copy could not be written as JSON.")
                    .asException(e);
        }
    }

    private static String lastLine(String comment) {
        return comment.substring(comment.lastIndexOf('\n') + 1);
    }

    private static Optional<CopyMark> read(String line, String database) {
        var json = line.indexOf(JSON);
        if (!line.startsWith(BEGINNING)) {
            return Optional.empty();
        }
        if (json < 0) {
            var earlier = EARLIER.matcher(line);
            return earlier.matches()
                    ? Optional.of(new CopyMark(
                            earlier.group(1) == null ? State.FINISHED : State.UNFINISHED,
                            earlier.group(2),
                            earlier.group(3),
                            database,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()))
                    : Optional.empty();
        }
        try {
            return Optional.of(Json.MAPPER.readValue(line.substring(json + 1), CopyMark.class));
        } catch (JsonProcessingException e) {
            // Somebody wrote into it: then it proves nothing.
            return Optional.empty();
        }
    }
}
