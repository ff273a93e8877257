package dev.landfall.mover.restore;

import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.restore.RestoreLedger.Step;
import dev.landfall.mover.table.TablePart;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** What neither the schema's archive nor the tables' rows carry. */
final class Finishing {

    private static final String VIEW_NOT_POPULATED = "55000";

    private Finishing() {}

    /** Builds the large objects out of their pages. */
    static void largeObjects(Session session) throws SQLException {
        if (RestoreLedger.isDone(session, Step.LARGE_OBJECTS)) {
            return;
        }
        session.execute("BEGIN");
        session.execute("SELECT pg_catalog.lo_create(loid) FROM (SELECT DISTINCT loid FROM "
                + RestoreLedger.LARGE_OBJECT_PAGES + ") o");
        session.execute("SELECT pg_catalog.lo_put(loid, start, data) FROM " + RestoreLedger.LARGE_OBJECT_PAGES
                + " WHERE start >= 0 AND pg_catalog.length(data) > 0");
        var comments = session.query(
                "SELECT loid, pg_catalog.convert_from(data, 'UTF8') FROM " + RestoreLedger.LARGE_OBJECT_PAGES
                        + " WHERE start = " + TablePart.COMMENT_START,
                row -> "COMMENT ON LARGE OBJECT " + row.getLong(1) + " IS " + SqlName.literal(row.getString(2)));
        for (var comment : comments) {
            session.execute(comment);
        }
        session.execute("TRUNCATE " + RestoreLedger.LARGE_OBJECT_PAGES);
        RestoreLedger.done(session, Step.LARGE_OBJECTS);
        session.execute("COMMIT");
    }

    /**
     * Tables and views, quoted and qualified. A partitioned table stands for all its partitions: it has statistics of its
     * own, which nothing else would gather, and gathering them gathers theirs. Not so where one of them is a foreign table,
     * whose server would be asked.
     */
    static List<String> needStatistics(Session session) throws SQLException {
        return session.query(
                """
                WITH RECURSIVE elsewhere(parent) AS (
                  SELECT i.inhparent FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class f ON f.oid = i.inhrelid
                   WHERE f.relkind = 'f'
                  UNION SELECT i.inhparent FROM pg_catalog.pg_inherits i JOIN elsewhere e ON e.parent = i.inhrelid)
                SELECT n.nspname, c.relname
                  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                 WHERE (c.relkind IN ('r', 'p') OR c.relkind = 'm' AND c.relispopulated)
                   AND c.oid NOT IN (SELECT parent FROM elsewhere)
                   AND (NOT c.relispartition OR EXISTS (
                        SELECT FROM pg_catalog.pg_inherits i JOIN elsewhere e ON e.parent = i.inhparent
                         WHERE i.inhrelid = c.oid))
                   AND n.nspname NOT LIKE 'pg\\_%%' AND n.nspname NOT IN ('information_schema', '%s')
                 ORDER BY pg_catalog.pg_table_size(c.oid) DESC""".formatted(RestoreLedger.SCHEMA), row -> SqlName.qualified(row.getString(1), row.getString(2)));
    }

    static void sequences(Session session, Manifest manifest) throws SQLException {
        if (RestoreLedger.isDone(session, Step.SEQUENCES)) {
            return;
        }
        session.execute("BEGIN");
        for (var sequence : manifest.sequences()) {
            session.execute("SELECT pg_catalog.setval(" + SqlName.literal(sequence.qualified())
                    + "::pg_catalog.regclass, " + sequence.lastValue() + ", " + sequence.called() + ")");
        }
        RestoreLedger.done(session, Step.SEQUENCES);
        session.execute("COMMIT");
    }

    /** Fills the views that hold data on the source; one that reads another waits until that one is filled. */
    static void materializedViews(Session session, Manifest manifest) throws SQLException {
        if (RestoreLedger.isDone(session, Step.MATERIALIZED_VIEWS)) {
            return;
        }
        Queue<String> views = new ArrayDeque<>(manifest.materializedViews());
        var postponed = 0;
        while (!views.isEmpty()) {
            var view = views.remove();
            try {
                session.execute("REFRESH MATERIALIZED VIEW " + view);
                postponed = 0;
            } catch (SQLException e) {
                if (!VIEW_NOT_POPULATED.equals(e.getSQLState()) || postponed > views.size()) {
                    throw session.failure("filling the materialized view " + view, e);
                }
                views.add(view);
                postponed++;
            }
        }
        RestoreLedger.done(session, Step.MATERIALIZED_VIEWS);
    }
}
