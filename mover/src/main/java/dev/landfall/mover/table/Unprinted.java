package dev.landfall.mover.table;

import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.UnprintedState;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import java.sql.SQLException;
import java.util.List;

/** Reads what {@code pg_dump} prints nothing of. */
public final class Unprinted {

    /** Clones of a constraint on partitions have names of their own on every server: the root's stands for them. */
    private static final String UNENFORCED = """
            WITH RECURSIVE up(id, root) AS (
              SELECT oid, oid FROM pg_catalog.pg_constraint WHERE conparentid = 0
              UNION ALL SELECT c.oid, up.root FROM pg_catalog.pg_constraint c JOIN up ON c.conparentid = up.id)
            SELECT DISTINCT pg_catalog.concat_ws('.', rn.nspname, r.relname, k.conname) || ' on ' || n.nspname || '.'
                   || c.relname || CASE g.tgenabled WHEN 'D' THEN ', whose triggers are disabled'
                                                    WHEN 'R' THEN ', whose triggers act for replication only'
                                                    ELSE ', whose triggers act always' END
              FROM pg_catalog.pg_trigger g
              JOIN up ON up.id = g.tgconstraint
              JOIN pg_catalog.pg_constraint k ON k.oid = up.root
              JOIN pg_catalog.pg_class r ON r.oid = k.conrelid
              JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
              JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE g.tgisinternal AND g.tgenabled <> 'O' ORDER BY 1""";

    private Unprinted() {}

    /** All of it, at the snapshot. */
    public static UnprintedState read(
            Snapshot snapshot, CompareLevel level, int jobs, StopSignal stop, ProgressTracker progress) {
        return new UnprintedState(
                ViewSums.read(snapshot, level, jobs, stop, progress),
                snapshot.ask("reading how constraints are enforced", Unprinted::unenforced));
    }

    private static List<String> unenforced(Session session) throws SQLException {
        return session.query(UNENFORCED, row -> row.getString(1));
    }
}
