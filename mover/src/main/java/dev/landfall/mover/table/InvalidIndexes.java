package dev.landfall.mover.table;

import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.List;

/** Indexes that queries do not use: {@code schema.index}. */
public final class InvalidIndexes {

    private InvalidIndexes() {}

    public static List<String> read(Session session) throws SQLException {
        return session.query("""
                SELECT pg_catalog.concat_ws('.', n.nspname, c.relname)
                  FROM pg_catalog.pg_index i
                  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
                  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                 WHERE NOT i.indisvalid AND n.nspname NOT LIKE 'pg\\_%' ORDER BY 1""", row -> row.getString(1));
    }
}
