package dev.landfall.gateway.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * How long one question may take on the server, however large the database: less than any function's own time, so that
 * what grows with the data is told as not looked at instead of ending the function.
 *
 * @param deadline of {@link System#nanoTime}
 */
record TimeLimit(long deadline) {

    /** For all statements of one question together. */
    static final Duration QUESTION = Duration.ofSeconds(8);

    /** SQLSTATE of a statement that was ended: by its limit, or by somebody. */
    private static final String CANCELLED = "57014";

    static TimeLimit fromNow() {
        return new TimeLimit(System.nanoTime() + QUESTION.toNanos());
    }

    /** What is asked of a session. */
    interface Question<T> {
        T ask() throws SQLException;
    }

    /**
     * Asks within what is left of the time; empty where that was not enough. The session's transaction goes on either
     * way.
     */
    <T> Optional<T> ask(Connection session, Question<T> question) throws SQLException {
        var left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            return Optional.empty();
        }
        var before = session.setSavepoint();
        try {
            limit(session, left);
            var answer = question.ask();
            session.releaseSavepoint(before);
            limit(session, QUESTION.toMillis());
            return Optional.of(answer);
        } catch (SQLException e) {
            if (!CANCELLED.equals(e.getSQLState())) {
                throw e;
            }
            session.rollback(before);
            return Optional.empty();
        }
    }

    /** For every statement of the session that comes next. */
    static void limit(Connection session, long milliseconds) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute("SET statement_timeout = " + milliseconds);
        }
    }
}
