package dev.landfall.mover.delta;

import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Which files the tables' rows were in when a snapshot was taken. A table that is emptied or written anew afterwards shows
 * that snapshot no rows, or others than it should, so it has to be in the same file still when it is locked to be read.
 */
record Heaps(Map<String, Heaps.Heap> byTable) {

    private static final String LISTED = """
            SELECT n.nspname, c.relname, c.oid::bigint, c.relfilenode::bigint
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%'""";

    /** Both functions look at what is committed now, and not at what the snapshot shows. */
    private static final String NOW =
            "SELECT pg_catalog.to_regclass(?)::oid::bigint, pg_catalog.pg_relation_filenode(?::bigint::oid)::bigint";

    record Heap(long table, long file) {}

    Heaps {
        byTable = Map.copyOf(byTable);
    }

    static Heaps read(Session session) throws SQLException {
        var heaps = new HashMap<String, Heap>();
        session.query(
                LISTED,
                row -> heaps.put(
                        SqlName.qualified(row.getString(1), row.getString(2)),
                        new Heap(row.getLong(3), row.getLong(4))));
        return new Heaps(heaps);
    }

    /**
     * Locks a table against changes of its definition until the session's transaction ends.
     *
     * @return whether it is still the table, in the file, that the snapshot showed
     */
    boolean lock(Session session, String table) throws SQLException {
        // Where it was dropped meanwhile, the lock itself fails.
        session.execute("SAVEPOINT heap");
        try {
            session.execute("LOCK TABLE ONLY " + table + " IN ACCESS SHARE MODE");
        } catch (SQLException e) {
            if (!"42P01".equals(e.getSQLState())) {
                throw e;
            }
            session.execute("ROLLBACK TO SAVEPOINT heap");
            return false;
        }
        var expected = byTable.get(table);
        return session.query(
                        NOW,
                        row -> new Heap(row.getLong(1), row.getLong(2)),
                        table,
                        expected == null ? 0 : expected.table())
                .getFirst()
                .equals(expected);
    }
}
