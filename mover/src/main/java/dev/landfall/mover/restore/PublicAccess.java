package dev.landfall.mover.restore;

import dev.landfall.model.transfer.DatabaseCode;
import dev.landfall.model.transfer.DatabaseCodeQueries;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Takes from everybody what the source's owners took: a new object is open to all. */
final class PublicAccess {

    /** What an owner says of objects that are still to come. */
    private static final Map<String, String> TO_COME = Map.of(
            "EXECUTE on functions to come", "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC; ",
            "USAGE on types to come", "ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC; ");

    private PublicAccess() {}

    /** Of objects that are there; what the user may not take away stays, and the comparison tells it. */
    static void close(Session session, DatabaseCode source) throws SQLException {
        var closed = new HashSet<>(source.closed());
        for (var object :
                session.query(DatabaseCodeQueries.STILL_OPEN, row -> Map.entry(row.getString(1), row.getString(2)))) {
            if (closed.contains(object.getKey())) {
                RestoringRoles.attempt(session, "REVOKE " + object.getValue() + " FROM PUBLIC");
            }
        }
    }

    /** Statements for objects that the target's user will make. */
    static String ofWhatIsToCome(List<String> closed) {
        return TO_COME.entrySet().stream()
                .filter(each -> closed.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .reduce("", String::concat);
    }
}
