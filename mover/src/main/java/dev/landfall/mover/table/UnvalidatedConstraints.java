package dev.landfall.mover.table;

import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.List;

/**
 * Constraints that new rows must meet and old ones may not: {@code schema.table.constraint}, or a domain's. The clones that
 * partitions have of one are told by its name alone: theirs a server makes up.
 */
public final class UnvalidatedConstraints {

    private UnvalidatedConstraints() {}

    public static List<String> read(Session session) throws SQLException {
        return read(session, "true");
    }

    /** Only foreign keys. */
    public static List<String> foreignKeys(Session session) throws SQLException {
        return read(session, "c.contype = 'f'");
    }

    private static List<String> read(Session session, String condition) throws SQLException {
        return session.query("""
                SELECT pg_catalog.concat_ws('.', n.nspname, coalesce(r.relname, t.typname), c.conname)
                  FROM pg_catalog.pg_constraint c
                  LEFT JOIN pg_catalog.pg_class r ON r.oid = c.conrelid
                  LEFT JOIN pg_catalog.pg_type t ON t.oid = c.contypid
                  JOIN pg_catalog.pg_namespace n ON n.oid = coalesce(r.relnamespace, t.typnamespace)
                  LEFT JOIN pg_catalog.pg_constraint p ON p.oid = c.conparentid
                 WHERE NOT c.convalidated AND coalesce(p.convalidated, true) AND %s AND n.nspname NOT LIKE 'pg\\_%%' ORDER BY 1""".formatted(condition), row -> row.getString(1));
    }
}
