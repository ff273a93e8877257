package dev.landfall.local.move;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.progress.StopSignal;
import java.sql.SQLException;
import java.util.Optional;

/** Looks at a target before anything of it is replaced. */
final class TargetGuard {

    private TargetGuard() {}

    /** {@code TARGET_NOT_EMPTY} where the database holds tables and is no copy that Landfall made. */
    static void refuseForeignTables(Server target, StopSignal stop) {
        Session opened;
        try {
            opened = target.open(stop);
        } catch (LandfallException e) {
            if (e.problem().seen().contains("does not exist")) {
                return;
            }
            throw e;
        }
        try (var session = opened) {
            var tables = session.number("SELECT CASE WHEN coalesce(pg_catalog.shobj_description(d.oid,"
                    + " 'pg_database'), '') LIKE 'landfall: %' THEN 0 ELSE (SELECT pg_catalog.count(*)"
                    + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT LIKE 'pg\\_%'"
                    + " AND n.nspname <> 'information_schema' AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e"
                    + " WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid"
                    + " AND e.deptype = 'e')) END"
                    + " FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()");
            if (tables > 0) {
                throw Problem.operator(
                                "TARGET_NOT_EMPTY",
                                "The target database " + target.url().display() + " holds " + tables
                                        + " tables or views that Landfall did not put there.",
                                "Name an empty or new database, or give --replace to drop this one.")
                        .asException();
            }
        } catch (SQLException e) {
            throw opened.failure("looking at the target", e);
        }
    }

    /** The server's major version, asked where a database always is. */
    static int major(Server target, StopSignal stop) {
        Optional<LandfallException> refused = Optional.empty();
        for (var database : new String[] {"postgres", "template1"}) {
            try (var session = target.withDatabase(database).open(stop)) {
                return Server.major(session);
            } catch (LandfallException e) {
                refused = Optional.of(e);
            } catch (SQLException e) {
                throw Problem.bug("VERSION_UNREADABLE", "The target's version cannot be read.")
                        .asException(e);
            }
        }
        throw refused.orElseThrow();
    }
}
