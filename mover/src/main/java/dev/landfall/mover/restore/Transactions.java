package dev.landfall.mover.restore;

import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;

/** All of some statements, or none. */
final class Transactions {

    private Transactions() {}

    /** What to do inside. */
    @FunctionalInterface
    interface Steps {
        void run() throws SQLException;
    }

    static void run(Session session, Steps steps) throws SQLException {
        session.execute("BEGIN");
        try {
            steps.run();
            session.execute("COMMIT");
        } catch (SQLException e) {
            rollBack(session, e);
            throw e;
        }
    }

    private static void rollBack(Session session, SQLException cause) {
        try {
            session.execute("ROLLBACK");
        } catch (SQLException e) {
            // The session is gone, and its transaction with it.
            cause.addSuppressed(e);
        }
    }
}
