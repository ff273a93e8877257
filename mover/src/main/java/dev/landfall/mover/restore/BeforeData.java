package dev.landfall.mover.restore;

import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Workers;
import dev.landfall.mover.progress.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Creates what comes before the data: tables at the same time, as far as they do not need each other, since a server
 * creates a thousand of them on one core as slowly as it would fill them.
 */
record BeforeData(BatchSize size, int jobs, Supplier<Session> sessions, StopSignal stop) {

    /**
     * What {@code pg_restore} prints once, where it changes, behind the entry before; what a worker creates next may stand
     * much later in the script.
     */
    private static final Pattern LASTING_SETTING =
            Pattern.compile("^SET default_(tablespace|table_access_method) = .*;$");

    /** @param privileged creates what the sessions' user may not */
    void create(List<PostDataEntry> entries, EntryBatches.Privileged privileged) {
        var queue = new CreationQueue(CreationStage.divide(withSettings(entries), size, jobs), entries, stop);
        new Workers(jobs, sessions, stop).run("creating tables", queue::next, (session, batch) -> {
            if (batch.together()) {
                if (EntryBatches.ran(session, batch.entries())) {
                    queue.created();
                } else {
                    queue.undone(batch.entries());
                }
            } else {
                EntryBatches.createInOrder(session, batch.entries(), size, privileged);
                queue.created();
            }
        });
    }

    /** Each table with the settings that are in force where it stands in the script. */
    static List<PostDataEntry> withSettings(List<PostDataEntry> entries) {
        var settings = "";
        var whole = new ArrayList<PostDataEntry>();
        for (var entry : entries) {
            whole.add(holdsRows(entry) && !settings.isEmpty() ? entry.after(settings) : entry);
            var lasting = lasting(entry.sql());
            if (!lasting.isEmpty()) {
                settings = lasting;
            }
        }
        return whole;
    }

    private static boolean holdsRows(PostDataEntry entry) {
        return entry.kind().equals("TABLE") || entry.kind().equals("MATERIALIZED VIEW");
    }

    /** Those at the very end: further up they could be text of the entry's own. */
    private static String lasting(String sql) {
        return sql.strip().lines().toList().reversed().stream()
                .takeWhile(
                        line -> line.isBlank() || LASTING_SETTING.matcher(line).matches())
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
    }
}
