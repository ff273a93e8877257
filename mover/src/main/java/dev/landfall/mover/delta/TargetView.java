package dev.landfall.mover.delta;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.SeenDatabase;
import dev.landfall.model.transfer.SqlName;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.delta.DeltaRecord.Entry;
import dev.landfall.mover.dump.Inventory;
import dev.landfall.mover.postgres.SeenDatabases;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What there is to know of the copy before a pass.
 *
 * @param seen which database it is
 * @param entries of its record, by qualified name
 * @param replica what a transaction that writes begins with
 * @param referenced tables that foreign keys of others point to
 */
record TargetView(
        Optional<SeenDatabase> seen,
        List<TableCopy> tables,
        Map<String, TableShape> shapes,
        Map<String, List<TableKey>> keys,
        Map<String, Entry> entries,
        String replica,
        Map<String, Quieted> quieted,
        Set<String> referenced) {

    private static final String REFERENCED = """
            SELECT DISTINCT n.nspname, c.relname
              FROM pg_catalog.pg_constraint q
              JOIN pg_catalog.pg_class c ON c.oid = q.confrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE q.contype = 'f' AND q.conrelid <> q.confrelid""";

    /** Ends with the session's transaction rolled back. */
    static TargetView read(Session session) throws SQLException {
        session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ");
        try {
            return new TargetView(
                    SeenDatabases.of(session, session.text("SELECT pg_catalog.current_database()")),
                    Inventory.contents(session).tables(),
                    TableShape.read(session),
                    TableKey.read(session),
                    DeltaRecord.read(session),
                    ReplicaRole.of(session),
                    Quieted.read(session),
                    new HashSet<>(
                            session.query(REFERENCED, row -> SqlName.qualified(row.getString(1), row.getString(2)))));
        } finally {
            session.execute("ROLLBACK");
        }
    }

    /** Begins a transaction in which nothing but we act on the table; {@code CHECK_NOT_VALID_INHERITED}. */
    void begin(Session session, TableCopy table) throws SQLException {
        var acting = quieted.getOrDefault(table.qualified(), Quieted.NOTHING);
        if (!acting.inherited().isEmpty()) {
            throw Problem.operator(
                            "CHECK_NOT_VALID_INHERITED",
                            "Rows of " + table.display() + " may break the checks "
                                    + String.join(", ", acting.inherited())
                                    + ", which are NOT VALID and are shared with other tables.",
                            "Validate these checks on both sides (ALTER TABLE … VALIDATE CONSTRAINT) or drop them, then"
                                    + " run again.")
                    .asException();
        }
        session.execute("BEGIN; SET LOCAL synchronous_commit = on; " + replica);
        for (var statement : acting.off()) {
            session.execute(statement);
        }
    }

    /** Gives back what acted there, and commits. */
    void commit(Session session, TableCopy table) throws SQLException {
        for (var statement :
                quieted.getOrDefault(table.qualified(), Quieted.NOTHING).back()) {
            session.execute(statement);
        }
        session.execute("COMMIT");
    }
}
