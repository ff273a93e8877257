package dev.landfall.mover.postgres;

import dev.landfall.model.transfer.SeenDatabase;
import dev.landfall.model.transfer.WriteMark;
import java.sql.SQLException;
import java.util.Optional;

/** Asks a server what it says of one of its databases. */
public final class SeenDatabases {

    private SeenDatabases() {}

    /**
     * Empty where there is no such database.
     *
     * @param session on any database of the server, in a transaction
     */
    public static Optional<SeenDatabase> of(Session session, String name) throws SQLException {
        var system = WriteMarks.allowed(session, WriteMark.SYSTEM_SQL);
        return session
                .query(
                        SeenDatabase.SQL,
                        row -> SeenDatabase.of(
                                row.getLong(1), row.getLong(2), system, row.getBoolean(3), row.getLong(4)),
                        name)
                .stream()
                .findFirst();
    }
}
