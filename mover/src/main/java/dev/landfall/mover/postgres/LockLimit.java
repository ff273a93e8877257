package dev.landfall.mover.postgres;

import java.sql.SQLException;
import java.time.Duration;

/**
 * How long a session waits for a lock that somebody else holds; then what it was doing fails with {@code NO_PROGRESS}. For
 * work that moves no rows, so that no count of them shows whether it comes on.
 */
public record LockLimit(Duration limit) {

    public static final LockLimit USUAL = new LockLimit(Duration.ofMinutes(10));

    /** For the rest of the session. */
    public void set(Session session) throws SQLException {
        // 0 would be no limit at all.
        session.execute("SET lock_timeout = " + Math.max(1, limit.toMillis()));
    }

    /** The session itself, limited; closed where that fails. */
    public Session on(Session session) {
        try {
            set(session);
            return session;
        } catch (SQLException e) {
            var failure = session.failure("limiting its waits", e);
            session.close();
            throw failure;
        }
    }
}
