package dev.landfall.mover.table;

import dev.landfall.model.transfer.QualifiedName;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Fills materialized views from what their tables hold now. */
public final class ViewFilling {

    private static final String VIEW_NOT_POPULATED = "55000";

    private ViewFilling() {}

    /** One that reads another which is empty waits until that one is filled. */
    public static void run(Session session, List<QualifiedName> filled) {
        Queue<QualifiedName> views = new ArrayDeque<>(filled);
        var postponed = 0;
        while (!views.isEmpty()) {
            var view = views.remove();
            try {
                session.execute("REFRESH MATERIALIZED VIEW " + view.qualified());
                postponed = 0;
            } catch (SQLException e) {
                if (!VIEW_NOT_POPULATED.equals(e.getSQLState()) || postponed > views.size()) {
                    throw session.failure("filling the materialized view " + view.display(), e);
                }
                views.add(view);
                postponed++;
            }
        }
    }
}
