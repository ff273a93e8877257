package dev.landfall.mover.restore;

import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.restore.RestoreLedger.Step;
import dev.landfall.mover.table.SequenceValues;
import dev.landfall.mover.table.TablePart;
import dev.landfall.mover.table.ViewFilling;
import java.sql.SQLException;

/** What neither the schema's archive nor the tables' rows carry. */
final class Finishing {

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

    static void sequences(Session session, Manifest manifest) throws SQLException {
        if (RestoreLedger.isDone(session, Step.SEQUENCES)) {
            return;
        }
        SequenceValues.set(session, manifest.sequences());
        RestoreLedger.done(session, Step.SEQUENCES);
    }

    /** Fills the views that hold data on the source. */
    static void materializedViews(Session session, Manifest manifest) throws SQLException {
        if (RestoreLedger.isDone(session, Step.MATERIALIZED_VIEWS)) {
            return;
        }
        ViewFilling.run(session, manifest.materializedViews());
        RestoreLedger.done(session, Step.MATERIALIZED_VIEWS);
    }
}
