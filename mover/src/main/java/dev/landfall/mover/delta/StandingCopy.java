package dev.landfall.mover.delta;

import dev.landfall.mover.dump.Inventory;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.SqlProblem;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.table.TablePart;
import java.sql.SQLException;
import java.util.HashMap;

/** A copy to which changes are carried. */
public final class StandingCopy {

    private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL synchronous_commit = on";

    private StandingCopy() {}

    /**
     * Makes the record of a copy that was begun after the baseline was taken, and that is whole and proved: from here on
     * changes since the baseline can be carried to it. Done again, it begins anew. Problems: {@code DELTA_RECORD_OF_OTHERS}
     * and those of sessions.
     */
    public static void begin(Server target, Baseline baseline, StopSignal stop) {
        try (var session = target.open(stop)) {
            try {
                session.execute(BEGIN);
                var rows = new HashMap<String, Long>();
                for (var table : Inventory.contents(session).tables()) {
                    if (!table.isLargeObjects()) {
                        rows.put(
                                table.qualified(),
                                session.number("SELECT pg_catalog.count(*) FROM "
                                        + TablePart.whole(table, 0).from()));
                    }
                }
                DeltaRecord.create(session, baseline, rows);
                session.execute("COMMIT");
            } catch (SQLException e) {
                throw session.failure("recording what the copy holds", e);
            }
        }
    }

    /** Whether there is such a record; not where there is no such database either. */
    public static boolean isBegun(Server target, StopSignal stop) {
        try (var maintenance = target.withDatabase("postgres").open(stop)) {
            if (maintenance
                    .query(
                            "SELECT 1 FROM pg_catalog.pg_database WHERE datname = ?",
                            row -> row.getInt(1),
                            target.url().database())
                    .isEmpty()) {
                return false;
            }
        } catch (SQLException e) {
            throw SqlProblem.failed(target.side(), "looking for the database", e);
        }
        try (var session = target.open(stop)) {
            return DeltaRecord.exists(session);
        } catch (SQLException e) {
            throw SqlProblem.failed(target.side(), "looking for the copy's record", e);
        }
    }

    /** Takes the record away, for a copy that goes its own way: once it is opened, nothing may be carried to it. */
    public static void end(Server target, StopSignal stop) {
        try (var session = target.open(stop)) {
            try {
                session.execute(BEGIN);
                DeltaRecord.drop(session);
                session.execute("COMMIT");
            } catch (SQLException e) {
                throw session.failure("taking the copy's record away", e);
            }
        }
    }
}
