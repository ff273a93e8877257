package dev.landfall.mover.restore;

import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.progress.StopSignal;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a server lets only its superusers create, or who made something else: the target's user creates it where the role
 * that restores may not. Only kinds in whose creation a server runs nothing that is in the database.
 */
final class PrivilegedEntries implements EntryBatches.Privileged, AutoCloseable {

    /** Insufficient privilege; and how an aggregate whose state is internal is refused, which only superusers may create. */
    private static final Set<String> DENIED = Set.of("42501", "42P13");

    private static final Set<String> KINDS = Set.of(
            "ACCESS METHOD",
            "CAST",
            "COMMENT",
            "FUNCTION",
            "OPERATOR",
            "OPERATOR CLASS",
            "OPERATOR FAMILY",
            "PROCEDURAL LANGUAGE",
            "PROCEDURE",
            "SHELL TYPE",
            "TEXT SEARCH PARSER",
            "TEXT SEARCH TEMPLATE",
            "TRANSFORM",
            "TYPE");

    /** Their options are shown to a function that may be the database's own. */
    private static final Set<String> FOREIGN = Set.of("FOREIGN TABLE", "SERVER", "USER MAPPING");

    private static final String OWN_VALIDATORS = """
            SELECT pg_catalog.count(*) FROM pg_catalog.pg_foreign_data_wrapper w
              JOIN pg_catalog.pg_proc p ON p.oid = w.fdwvalidator JOIN pg_catalog.pg_language l ON l.oid = p.prolang
             WHERE l.lanname NOT IN ('c', 'internal')""";

    /** Stands behind an entry, and is the next table's. */
    private static final Pattern FOR_THE_NEXT = Pattern.compile("^SET default_table_access_method = .*;$");

    private final RestoringRole role;
    private final String settings;
    private final StopSignal stop;
    private Optional<Session> session = Optional.empty();

    /** @param settings that the entries expect */
    PrivilegedEntries(RestoringRole role, String settings, StopSignal stop) {
        this.role = role;
        this.settings = settings;
        this.stop = stop;
    }

    /** Creates it where it is such a one; false where it is not. */
    @Override
    public synchronized boolean create(PostDataEntry entry, Session restoring, SQLException refusal)
            throws SQLException {
        if (!DENIED.contains(refusal.getSQLState()) || !role.isApart() || !isSafe(entry)) {
            return false;
        }
        users().execute(entry.sql());
        if (entry.kind().equals("FOREIGN TABLE")) {
            role.takeForeignTables(users());
        }
        for (var line :
                entry.sql().lines().filter(FOR_THE_NEXT.asMatchPredicate()).toList()) {
            restoring.execute(line);
        }
        return true;
    }

    private boolean isSafe(PostDataEntry entry) throws SQLException {
        return switch (entry.kind()) {
            // Another state's first value is read by its type's own functions.
            case "AGGREGATE" ->
                entry.sql().contains("STYPE = internal") && !entry.sql().contains("INITCOND");
            case "FOREIGN DATA WRAPPER" -> !entry.sql().contains("VALIDATOR");
            default ->
                KINDS.contains(entry.kind()) || (FOREIGN.contains(entry.kind()) && users().number(OWN_VALIDATORS) == 0);
        };
    }

    private Session users() throws SQLException {
        if (session.isEmpty()) {
            session = Optional.of(role.users(stop));
            session.get().execute(settings);
        }
        return session.get();
    }

    @Override
    public synchronized void close() {
        session.ifPresent(Session::close);
    }
}
