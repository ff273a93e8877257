package dev.landfall.mover.restore;

import dev.landfall.model.failure.Problem;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Workers;
import dev.landfall.mover.progress.StopSignal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Creates what comes after the data. What was created is recorded in the same transaction, so that a restore that was killed
 * here goes on with the next one.
 */
final class PostData {

    private static final long POLL_MILLISECONDS = 50;

    private final Map<PostDataStage, List<PostDataEntry>> stages;
    private final Set<Integer> done;
    private final BatchSize size;
    private final ToLongFunction<PostDataEntry> bytes;
    private final int jobs;
    private final Supplier<Session> sessions;
    private final StopSignal stop;

    /**
     * @param done ids of entries that exist already
     * @param bytes how large the tables behind an entry are
     */
    PostData(
            List<PostDataEntry> entries,
            Set<Integer> done,
            BatchSize size,
            ToLongFunction<PostDataEntry> bytes,
            int jobs,
            Supplier<Session> sessions,
            StopSignal stop) {
        this.stages = PostDataStage.divide(entries);
        this.done = done;
        this.size = size;
        this.bytes = bytes;
        this.jobs = jobs;
        this.sessions = sessions;
        this.stop = stop;
    }

    BatchSize size() {
        return size;
    }

    /** Those that need nothing but their table's rows. */
    PostDataQueue indexes(IntPredicate isThere) {
        return queue(PostDataStage.INDEXES, isThere);
    }

    /** All others; to be called when the indexes are built. */
    void createOthers() {
        inOrder(PostDataStage.OBJECTS);
        var keys = queue(PostDataStage.FOREIGN_KEYS, id -> true);
        new Workers(jobs, sessions, stop).run("adding foreign keys", () -> next(keys), (session, entries) -> {
            EntryBatches.create(session, entries);
            keys.done(entries);
        });
        inOrder(PostDataStage.LAST);
    }

    private void inOrder(PostDataStage stage) {
        Queue<PostDataEntry> entries = new ArrayDeque<>(stages.getOrDefault(stage, List.of()).stream()
                .filter(entry -> !done.contains(entry.id()))
                .toList());
        new Workers(1, sessions, stop)
                .run("creating what depends on the data", () -> first(entries), EntryBatches::create);
    }

    private Optional<List<PostDataEntry>> first(Queue<PostDataEntry> entries) {
        var batch = new ArrayList<PostDataEntry>();
        while (batch.size() < size.entries() && !entries.isEmpty()) {
            batch.add(entries.remove());
        }
        return batch.isEmpty() ? Optional.empty() : Optional.of(batch);
    }

    private PostDataQueue queue(PostDataStage stage, IntPredicate isThere) {
        return new PostDataQueue(stages.getOrDefault(stage, List.of()), done, isThere, bytes);
    }

    /** Waits where all that is left must not run beside what runs. */
    private Optional<List<PostDataEntry>> next(PostDataQueue keys) {
        while (true) {
            var entries = keys.poll(size);
            if (!entries.isEmpty()) {
                return Optional.of(entries);
            }
            if (keys.isFinished()) {
                return Optional.empty();
            }
            if (keys.isStuck()) {
                throw Problem.operator(
                                "ARCHIVE_CIRCULAR",
                                "Foreign keys in the schema's archive wait for each other, so none of them can be added.",
                                "Find out what changed the archive, then start a new run.")
                        .asException();
            }
            stop.pause(POLL_MILLISECONDS);
        }
    }
}
