package dev.landfall.mover.restore;

import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.progress.StopSignal;
import java.sql.SQLException;

/**
 * Sessions of the role that restores, which write fast: large values are compressed with lz4 where the server has it, which
 * halves the time and changes nothing that a client sees; commits are made durable by the last one; all sessions together
 * sort for indexes in as much memory as the server's shared buffers have, a quarter of an RDS instance's, where they are
 * given less.
 */
record LoadingSessions(RestoreRequest request, RestoringRole role, StopSignal stop) {

    /** More than that helps no index build of one session. */
    private static final int MOST_SORTED_KIBIBYTES = 1 << 20;

    /** @param settings statements that go before */
    Session open(String settings) {
        var session = role.server().openUnparsed(stop);
        try {
            session.execute(settings);
            // Only for what moves no rows: where rows wait, the stall watch is first, and says who holds the lock.
            session.execute(
                    "SET lock_timeout = " + request.stallLimit().multipliedBy(2).toMillis());
            session.execute("SET synchronous_commit = off");
            session.execute("SELECT pg_catalog.set_config(name, 'lz4', false) FROM pg_catalog.pg_settings"
                    + " WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)");
            session.execute("SELECT pg_catalog.set_config(name, greatest(setting::bigint, least("
                    + MOST_SORTED_KIBIBYTES + ", pg_catalog.pg_size_bytes(pg_catalog.current_setting('shared_buffers'))"
                    + " / 1024 / " + request.jobs()
                    + "))::text, false) FROM pg_catalog.pg_settings WHERE name = 'maintenance_work_mem'");
            return session;
        } catch (SQLException e) {
            var failure = session.failure("opening a session", e);
            session.close();
            throw failure;
        }
    }

    /** Something to do in one of its own. */
    @FunctionalInterface
    interface Step {
        void run(Session session) throws SQLException;
    }

    /** Something to ask in one of its own. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Session session) throws SQLException;
    }

    void run(String doing, Step step) {
        answer(doing, session -> {
            step.run(session);
            return doing;
        });
    }

    <T> T answer(String doing, Question<T> question) {
        try (var session = open("")) {
            try {
                return question.ask(session);
            } catch (SQLException e) {
                throw session.failure(doing, e);
            }
        }
    }
}
