package dev.landfall.mover.delta;

import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Tables whose contents can change while no row is written. */
final class ContentReasons {

    private static final String TEXT = """
            SELECT n.nspname, c.relname,
                   CASE WHEN c.relpersistence = 'u' THEN 'a crash empties it, for it is unlogged'
                        ELSE 'a column names an object of the catalog, which may be renamed' END
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%'
               AND (c.relpersistence = 'u' OR EXISTS (
                    SELECT FROM pg_catalog.pg_attribute a
                      JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
                      LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem
                     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                       AND (t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace AND t.typname LIKE 'reg%'
                            OR e.typnamespace = 'pg_catalog'::pg_catalog.regnamespace AND e.typname LIKE 'reg%')))""";

    private ContentReasons() {}

    /** Reasons by the tables' qualified names. */
    static Map<String, String> read(Session session) throws SQLException {
        var reasons = new HashMap<String, String>();
        session.query(
                TEXT, row -> reasons.put(SqlName.qualified(row.getString(1), row.getString(2)), row.getString(3)));
        return reasons;
    }
}
