package dev.landfall.mover.delta;

import dev.landfall.model.failure.Problem;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;

/**
 * Rows are taken away and written as they are: no foreign key, trigger or rule of the target may act on them. An ordinary
 * user may not set the role that does this; without anything that would act, it is not needed.
 */
final class ReplicaRole {

    private static final String DENIED = "42501";

    private static final String ACTING = """
            SELECT pg_catalog.count(*)
              FROM (SELECT t.tgrelid FROM pg_catalog.pg_trigger t WHERE t.tgenabled = 'O'
                    UNION ALL
                    SELECT r.ev_class FROM pg_catalog.pg_rewrite r WHERE r.ev_enabled = 'O' AND r.ev_type <> '1') a(relation)
              JOIN pg_catalog.pg_class c ON c.oid = a.relation AND c.relkind IN ('r', 'p')
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'""";

    private static final String SET = "SET LOCAL session_replication_role = replica";

    private ReplicaRole() {}

    /** For the whole session, where its user may: triggers of events do not act on what it defines either. */
    static void take(Session target) throws SQLException {
        try {
            target.execute("SET session_replication_role = replica");
        } catch (SQLException e) {
            if (!DENIED.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    /**
     * Tries it in the session's transaction.
     *
     * @return what a transaction that writes has to begin with; {@code REPLICA_ROLE_DENIED} where it would be needed
     */
    static String of(Session target) throws SQLException {
        target.execute("SAVEPOINT replica");
        try {
            target.execute(SET);
            target.execute("ROLLBACK TO SAVEPOINT replica");
            return SET;
        } catch (SQLException e) {
            if (!DENIED.equals(e.getSQLState())) {
                throw e;
            }
            target.execute("ROLLBACK TO SAVEPOINT replica");
        }
        if (target.number(ACTING) > 0) {
            throw Problem.operator(
                            "REPLICA_ROLE_DENIED",
                            "The target's user may not set session_replication_role, and foreign keys, triggers or rules"
                                    + " there would act on the rows that are carried.",
                            "Use a superuser or a member of rds_superuser, or GRANT SET ON PARAMETER"
                                    + " session_replication_role to the user (PostgreSQL 15 or newer); then run again.")
                    .asException();
        }
        return "SELECT 1";
    }
}
