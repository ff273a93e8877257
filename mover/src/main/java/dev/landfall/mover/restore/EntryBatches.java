package dev.landfall.mover.restore;

import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Creates what an archive holds, many entries in one transaction and one round trip: where there are thousands of small
 * tables, a transaction for each entry would cost more than the entry. A batch that fails is undone and its entries are
 * created one by one, so that the failure names the one that cannot be.
 */
final class EntryBatches {

    private static final String DEADLOCK_DETECTED = "40P01";
    private static final int MOST_ATTEMPTS = 5;

    /** Its scripts may do what a transaction does not allow. */
    private static final String ALONE = "EXTENSION";

    private EntryBatches() {}

    /** Tries to create an entry that a session's user may not create. */
    @FunctionalInterface
    interface Privileged {
        /** False where it is none that may be created so. */
        boolean create(PostDataEntry entry, Session session, SQLException refusal) throws SQLException;

        /** None is. */
        Privileged NOTHING = (entry, session, refusal) -> false;
    }

    /**
     * In the order given, and as few transactions as may be.
     *
     * @param privileged creates what the session's user may not
     */
    static void createInOrder(Session session, List<PostDataEntry> entries, BatchSize size, Privileged privileged) {
        for (var batch : divide(entries, size)) {
            if (batch.size() == 1 || !ran(session, batch)) {
                batch.forEach(entry -> createBeforeData(session, entry, privileged));
            }
        }
    }

    private static void createBeforeData(Session session, PostDataEntry entry, Privileged privileged) {
        try {
            try {
                session.execute(entry.sql());
            } catch (SQLException e) {
                if (!privileged.create(entry, session, e)) {
                    throw e;
                }
            }
        } catch (SQLException e) {
            throw session.failure("creating " + entry.display(), e);
        }
    }

    /** All or nothing, and no record of it: what comes before the data is done when all of it is; false where nothing. */
    static boolean ran(Session session, List<PostDataEntry> entries) {
        return ran(session, entries, "");
    }

    /** Creates and records them in the same transaction. */
    static void create(Session session, List<PostDataEntry> entries) {
        if (entries.size() == 1 || !ran(session, entries, RestoreLedger.created(entries))) {
            entries.forEach(entry -> create(session, entry));
        }
    }

    private static void create(Session session, PostDataEntry entry) {
        for (var attempt = 1; ; attempt++) {
            try {
                session.execute("BEGIN");
                session.execute(entry.sql());
                session.execute(RestoreLedger.created(List.of(entry)));
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

    /** All or nothing; false where it was nothing. */
    private static boolean ran(Session session, List<PostDataEntry> entries, String record) {
        try {
            session.execute("BEGIN;\n"
                    + entries.stream().map(PostDataEntry::sql).collect(Collectors.joining("\n"))
                    + record + ";\nCOMMIT");
            return true;
        } catch (SQLException e) {
            rollBack(session, entries.getFirst());
            return false;
        }
    }

    private static void rollBack(Session session, PostDataEntry entry) {
        try {
            session.execute("ROLLBACK");
        } catch (SQLException e) {
            throw session.failure("creating " + entry.display(), e);
        }
    }

    private static List<List<PostDataEntry>> divide(List<PostDataEntry> entries, BatchSize size) {
        var batches = new ArrayList<List<PostDataEntry>>();
        var current = new ArrayList<PostDataEntry>();
        for (var entry : entries) {
            var alone = entry.kind().equals(ALONE);
            if (alone || current.size() == size.entries()) {
                flush(current, batches);
            }
            current.add(entry);
            if (alone) {
                flush(current, batches);
            }
        }
        flush(current, batches);
        return batches;
    }

    private static void flush(List<PostDataEntry> current, List<List<PostDataEntry>> batches) {
        if (!current.isEmpty()) {
            batches.add(List.copyOf(current));
            current.clear();
        }
    }
}
