package dev.landfall.gateway.postgres;

import dev.landfall.model.transfer.WriteMark;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes a mark at a moment when no transaction is going on in the database, or, where there is none for a while, one
 * before the oldest that is: what ended meanwhile counts as written then, which is too much and never too little.
 */
final class Marks {

    private static final Duration QUIET_WITHIN = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private Marks() {}

    /** Begins a new transaction at each look. */
    static WriteMark of(Connection session) throws SQLException {
        var deadline = System.nanoTime() + QUIET_WITHIN.toNanos();
        while (true) {
            try (var statement = session.createStatement();
                    var row = statement.executeQuery(WriteMark.SQL)) {
                row.next();
                if (row.getLong(2) == 0 || System.nanoTime() > deadline) {
                    return new WriteMark(
                            row.getLong(1),
                            allowed(session, WriteMark.SYSTEM_SQL),
                            allowed(session, WriteMark.TIMELINE_SQL));
                }
            }
            session.rollback();
            pause();
        }
    }

    /** A managed server may keep it to itself; the transaction goes on. */
    private static Optional<String> allowed(Connection session, String question) throws SQLException {
        var before = session.setSavepoint();
        try {
            return Optional.of(Answers.text(session, question));
        } catch (SQLException e) {
            if (e.getSQLState() == null || e.getSQLState().startsWith("08")) {
                throw e;
            }
            session.rollback(before);
            return Optional.empty();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a quiet moment", e);
        }
    }
}
