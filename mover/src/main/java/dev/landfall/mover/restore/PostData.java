package dev.landfall.mover.restore;

import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Workers;
import dev.landfall.mover.progress.StopSignal;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Creates what comes after the data, entry by entry. Each is recorded in its own transaction, so that a restore that was
 * killed here goes on with the next one.
 */
final class PostData {

    private static final String DEADLOCK_DETECTED = "40P01";
    private static final int MOST_ATTEMPTS = 5;
    private static final long POLL_MILLISECONDS = 50;

    private final Map<PostDataStage, List<PostDataEntry>> stages;
    private final Set<Integer> done;
    private final int jobs;
    private final Supplier<Session> sessions;
    private final StopSignal stop;

    /** @param done ids of entries that exist already */
    PostData(List<PostDataEntry> entries, Set<Integer> done, int jobs, Supplier<Session> sessions, StopSignal stop) {
        this.stages = PostDataStage.divide(entries);
        this.done = done;
        this.jobs = jobs;
        this.sessions = sessions;
        this.stop = stop;
    }

    /** Those that need nothing but their table's rows. */
    PostDataQueue indexes() {
        return queue(PostDataStage.INDEXES);
    }

    /** All others; to be called when the indexes are built. */
    void createOthers() {
        inOrder(PostDataStage.OBJECTS);
        var keys = queue(PostDataStage.FOREIGN_KEYS);
        new Workers(jobs, sessions, stop).run("adding foreign keys", () -> next(keys), (session, entry) -> {
            create(session, entry);
            keys.done(entry);
        });
        inOrder(PostDataStage.LAST);
    }

    /** Creates and records it; the failure names it. */
    static void create(Session session, PostDataEntry entry) {
        for (var attempt = 1; ; attempt++) {
            try {
                session.execute("BEGIN");
                session.execute(entry.sql());
                RestoreLedger.created(session, entry);
                session.execute("COMMIT");
                return;
            } catch (SQLException e) {
                if (attempt == MOST_ATTEMPTS || !DEADLOCK_DETECTED.equals(e.getSQLState())) {
                    throw session.failure("creating " + entry.display(), e);
                }
                rollBack(session, entry);
            }
        }
    }

    private static void rollBack(Session session, PostDataEntry entry) {
        try {
            session.execute("ROLLBACK");
        } catch (SQLException e) {
            throw session.failure("creating " + entry.display(), e);
        }
    }

    private void inOrder(PostDataStage stage) {
        Queue<PostDataEntry> entries = new ArrayDeque<>(stages.getOrDefault(stage, List.of()).stream()
                .filter(entry -> !done.contains(entry.id()))
                .toList());
        new Workers(1, sessions, stop)
                .run("creating what depends on the data", () -> Optional.ofNullable(entries.poll()), PostData::create);
    }

    private PostDataQueue queue(PostDataStage stage) {
        return new PostDataQueue(stages.getOrDefault(stage, List.of()), done);
    }

    /** Waits where all that is left must not run beside what runs. */
    private Optional<PostDataEntry> next(PostDataQueue keys) {
        while (true) {
            var entry = keys.poll(id -> true);
            if (entry.isPresent() || keys.isFinished()) {
                return entry;
            }
            stop.pause(POLL_MILLISECONDS);
        }
    }
}
