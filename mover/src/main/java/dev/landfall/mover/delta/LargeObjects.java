package dev.landfall.mover.delta;

import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.table.TablePart;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Large objects, whose rows nobody but a superuser may look at: told by number and digest of content and comment, and carried
 * one by one, each in a transaction of its own.
 */
record LargeObjects(Snapshot source, Session target, StopSignal stop) {

    private static final int PAGE_BYTES = 1 << 18;

    /** Their modes: for writing. */
    private static final int WRITE = 0x20000;

    private static final String DIGESTS =
            "SELECT p.loid::bigint, pg_catalog.md5(pg_catalog.string_agg(p.start || ':' || pg_catalog.md5(p.data), ','"
                    + " ORDER BY p.start)) FROM " + TablePart.largeObjects() + " GROUP BY p.loid";

    private static final String OWNER =
            "SELECT pg_catalog.pg_get_userbyid(lomowner) FROM pg_catalog.pg_largeobject_metadata WHERE oid = ";

    /** How many were not alike. */
    int carry() {
        var there = source.ask("summing up large objects", LargeObjects::digests);
        try {
            target.execute("BEGIN");
            var here = digests(target);
            target.execute("COMMIT");
            var unlike = new HashSet<>(here.keySet());
            unlike.addAll(there.keySet());
            unlike.removeIf(
                    number -> there.containsKey(number) && there.get(number).equals(here.get(number)));
            for (var number : unlike) {
                stop.check();
                if (there.containsKey(number)) {
                    carry(number, here.containsKey(number));
                } else {
                    target.execute("SELECT pg_catalog.lo_unlink(" + number + ")");
                }
            }
            return unlike.size();
        } catch (SQLException e) {
            throw target.failure("carrying large objects", e);
        }
    }

    private static Map<Long, String> digests(Session session) throws SQLException {
        var digests = new HashMap<Long, String>();
        session.query(DIGESTS, row -> digests.put(row.getLong(1), row.getString(2)));
        return digests;
    }

    private void carry(long number, boolean exists) throws SQLException {
        target.execute("BEGIN; SET LOCAL synchronous_commit = on");
        if (exists) {
            target.execute("SELECT pg_catalog.lo_truncate64(pg_catalog.lo_open(" + number + ", " + WRITE + "), 0)");
        } else {
            target.execute("SELECT pg_catalog.lo_create(" + number + ")");
            own(number);
        }
        var start = 0L;
        for (var page = page(number, start); page.length > 0; page = page(number, start)) {
            stop.check();
            target.query("SELECT pg_catalog.lo_put(" + number + ", " + start + ", ?)", row -> number, page);
            start += page.length;
        }
        var comment = source.ask(
                "reading a comment",
                session -> session.text("SELECT coalesce(pg_catalog.obj_description(" + number
                        + "::pg_catalog.oid, 'pg_largeobject'), '')"));
        target.execute(
                "COMMENT ON LARGE OBJECT " + number + " IS " + (comment.isEmpty() ? "NULL" : SqlName.literal(comment)));
        target.execute("COMMIT");
    }

    private byte[] page(long number, long start) {
        return source.ask(
                "reading a large object",
                session -> session.query(
                                "SELECT pg_catalog.lo_get(" + number + ", " + start + ", " + PAGE_BYTES + ")",
                                row -> row.getBytes(1))
                        .getFirst());
    }

    /** The same owner, where the target has such a role. */
    private void own(long number) throws SQLException {
        List<String> owners = source.ask(
                "reading a large object's owner", session -> session.query(OWNER + number, row -> row.getString(1)));
        for (var owner : owners) {
            if (!target.query("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = ?", row -> owner, owner)
                    .isEmpty()) {
                target.execute("ALTER LARGE OBJECT " + number + " OWNER TO " + SqlName.quoted(owner));
            }
        }
    }
}
