package dev.landfall.mover.postgres;

import dev.landfall.model.transfer.WriteMark;
import java.sql.SQLException;
import java.util.Optional;

/** Takes the mark of a session's transaction. */
public final class WriteMarks {

    private WriteMarks() {}

    /** Of the snapshot that the transaction reads. */
    public static WriteMark of(Session session) throws SQLException {
        var number = session.query(WriteMark.SQL, row -> row.getLong(1)).getFirst();
        return new WriteMark(number, allowed(session, WriteMark.SYSTEM_SQL), allowed(session, WriteMark.TIMELINE_SQL));
    }

    /** A managed server may keep it to itself; the transaction goes on. */
    static Optional<String> allowed(Session session, String question) throws SQLException {
        session.execute("SAVEPOINT landfall");
        try {
            return Optional.of(session.text(question));
        } catch (SQLException e) {
            if (e.getSQLState() == null || e.getSQLState().startsWith("08")) {
                throw e;
            }
            session.execute("ROLLBACK TO SAVEPOINT landfall");
            return Optional.empty();
        }
    }
}
