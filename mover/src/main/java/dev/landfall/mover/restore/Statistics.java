package dev.landfall.mover.restore;

import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What needs statistics after a restore. */
final class Statistics {

    /** Tables that are so small together are analysed by one statement, each in a transaction of its own all the same. */
    private static final long LISTED_BYTES = 32L << 20;

    private static final int LISTED_TABLES = 100;

    /**
     * Tables and views with their sizes. A partitioned table stands for all its partitions: it has statistics of its own,
     * which nothing else would gather, and gathering them gathers theirs. Not so where one of them is a foreign table, whose
     * server would be asked.
     */
    private static final String TABLES = """
            WITH RECURSIVE elsewhere(parent) AS (
              SELECT i.inhparent FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class f ON f.oid = i.inhrelid
               WHERE f.relkind = 'f'
              UNION SELECT i.inhparent FROM pg_catalog.pg_inherits i JOIN elsewhere e ON e.parent = i.inhrelid)
            SELECT n.nspname, c.relname, CASE c.relkind
                   WHEN 'p' THEN (SELECT coalesce(pg_catalog.sum(pg_catalog.pg_table_size(p.relid)), 0)::bigint
                                    FROM pg_catalog.pg_partition_tree(c.oid) p)
                   ELSE pg_catalog.pg_table_size(c.oid) END AS bytes
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE (c.relkind IN ('r', 'p') OR c.relkind = 'm' AND c.relispopulated)
               AND c.oid NOT IN (SELECT parent FROM elsewhere)
               AND (NOT c.relispartition OR EXISTS (
                    SELECT FROM pg_catalog.pg_inherits i JOIN elsewhere e ON e.parent = i.inhparent
                     WHERE i.inhrelid = c.oid))
               AND n.nspname NOT LIKE 'pg\\_%%' AND n.nspname NOT IN ('information_schema', '%s')
             ORDER BY bytes DESC""".formatted(RestoreLedger.SCHEMA);

    private Statistics() {}

    /** What to name after {@code ANALYZE}: each is a large table or some small ones; the largest first. */
    static List<String> lists(Session session) throws SQLException {
        var lists = new ArrayList<String>();
        var list = new ArrayList<String>();
        var bytes = 0L;
        for (var table : session.query(
                TABLES, row -> Map.entry(SqlName.qualified(row.getString(1), row.getString(2)), row.getLong(3)))) {
            bytes += table.getValue();
            if (!list.isEmpty() && (bytes > LISTED_BYTES || list.size() == LISTED_TABLES)) {
                lists.add(String.join(", ", list));
                list.clear();
                bytes = table.getValue();
            }
            list.add(table.getKey());
        }
        if (!list.isEmpty()) {
            lists.add(String.join(", ", list));
        }
        return lists;
    }
}
