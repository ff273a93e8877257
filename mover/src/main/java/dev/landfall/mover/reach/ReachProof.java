package dev.landfall.mover.reach;

import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.DatabaseIdentity;
import dev.landfall.model.transfer.Reach;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.ObjectStore;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * Looks from where it runs whether a server's database is the one expected, and whether its user may work there. In one
 * read-only transaction: the database is live. Problems: {@code OTHER_DATABASE}, {@code
 * TARGET_DENIED}, and those of a session.
 */
public final class ReachProof {

    private static final int NAMED = 5;

    /** Tables of users on which somebody who may do everything that Retool does lacks nothing. */
    private static final String TABLES = """
            SELECT n.nspname || '.' || c.relname,
                   pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                   AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
                   AND pg_catalog.has_table_privilege(c.oid, 'INSERT')
                   AND pg_catalog.has_table_privilege(c.oid, 'UPDATE')
                   AND pg_catalog.has_table_privilege(c.oid, 'DELETE')
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                                WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
             ORDER BY 1""";

    private final ReachRequest request;
    private final ObjectStore store;
    private final StopSignal stop;
    private final Clock clock;

    public ReachProof(ReachRequest request, ObjectStore store, StopSignal stop, Clock clock) {
        this.request = request;
        this.store = store;
        this.stop = stop;
        this.clock = clock;
    }

    private record Table(String name, boolean usable) {}

    /** Proves it, or fails with the reason; the proof is kept in the run's store. */
    public Reach run() {
        var reach = look();
        store.writeJson(
                new RunLayout(request.run()).database(request.database()).reach(), reach);
        return reach;
    }

    private Reach look() {
        try (var session = request.target().open(stop)) {
            try {
                session.execute("BEGIN TRANSACTION READ ONLY");
                var identity = identity(session);
                if (!identity.equals(request.expected())) {
                    throw other(request.target(), identity).asException();
                }
                var version = session.text("SELECT pg_catalog.current_setting('server_version')");
                var user = session.text("SELECT current_user");
                var tables = session.query(TABLES, row -> new Table(row.getString(1), row.getBoolean(2)));
                refuseDenied(user, tables);
                session.execute("ROLLBACK");
                return new Reach(
                        request.run(), request.database(), identity, version, user, tables.size(), clock.instant());
            } catch (SQLException e) {
                throw session.failure("looking which database it is", e);
            }
        }
    }

    private static DatabaseIdentity identity(Session session) throws SQLException {
        return session.query(DatabaseIdentity.SQL, row -> DatabaseIdentity.of(row.getLong(1), row.getLong(2)))
                .getFirst();
    }

    private Problem other(Server target, DatabaseIdentity found) {
        var how = found.serverStarted().equals(request.expected().serverStarted())
                ? "another database of the source's server"
                : "on a server that started at " + found.serverStarted() + ", the source's at "
                        + request.expected().serverStarted();
        return Problem.operator(
                "OTHER_DATABASE",
                "From the target's cluster, " + target.url().display()
                        + " is not the database that the source works in: it is " + how + ".",
                "Point the release at the source's database, or set database.strategy to dump.");
    }

    private static void refuseDenied(String user, List<Table> tables) {
        var denied = tables.stream()
                .filter(table -> !table.usable())
                .map(Table::name)
                .toList();
        if (!denied.isEmpty()) {
            var more = denied.size() > NAMED ? " and " + (denied.size() - NAMED) + " more" : "";
            throw Problem.operator(
                            "TARGET_DENIED",
                            "The release's user " + user + " may not read and write "
                                    + String.join(
                                            ", ", denied.stream().limit(NAMED).toList()) + more + ".",
                            "Give the release the source's own user, or grant it what that user may do.")
                    .asException();
        }
    }
}
