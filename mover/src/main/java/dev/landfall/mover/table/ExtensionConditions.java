package dev.landfall.mover.table;

import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of tables that extensions made are the user's, as the server's own extensions say. A condition is SQL: it is
 * taken from the server that runs it, never from what another one wrote down.
 */
public final class ExtensionConditions {

    private ExtensionConditions() {}

    /** By quoted and qualified name; without those tables of which all rows are the user's. */
    public static Map<String, String> read(Session session) throws SQLException {
        var conditions = new HashMap<String, String>();
        session.query("""
                SELECT n.nspname, c.relname, e.extcondition[pg_catalog.array_position(e.extconfig, c.oid)]
                  FROM pg_catalog.pg_extension e
                  JOIN pg_catalog.pg_class c ON c.oid = ANY (e.extconfig)
                  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace""", row -> {
            var table = SqlName.qualified(row.getString(1), row.getString(2));
            of(row.getString(3)).ifPresent(condition -> conditions.put(table, condition));
            return table;
        });
        return conditions;
    }

    /** An extension's condition is a whole WHERE clause, or nothing. */
    public static Optional<String> of(@Nullable String clause) {
        return Optional.ofNullable(clause)
                .map(text -> text.replaceFirst("(?i)^\\s*where\\s+", "").strip())
                .filter(text -> !text.isEmpty());
    }
}
