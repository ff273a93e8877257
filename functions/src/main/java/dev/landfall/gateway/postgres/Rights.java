package dev.landfall.gateway.postgres;

import dev.landfall.gateway.Databases.DatabaseRights;
import java.sql.Connection;
import java.sql.SQLException;

/** What the session's role may do, as the server itself would decide it. */
final class Rights {

    /** Tables of extensions come with their extension. */
    private static final String OWN_OBJECTS = """
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relpersistence <> 't' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            """;

    private static final String UNREADABLE = "SELECT n.nspname || '.' || c.relname " + OWN_OBJECTS + """
              AND c.relkind IN ('r', 'p', 'S')
              AND NOT (has_schema_privilege(n.oid, 'USAGE') AND CASE c.relkind
                  WHEN 'S' THEN has_sequence_privilege(c.oid, 'SELECT') ELSE has_table_privilege(c.oid, 'SELECT') END)
            ORDER BY 1""";

    private static final String HIDDEN = "SELECT n.nspname || '.' || c.relname " + OWN_OBJECTS + """
              AND c.relkind IN ('r', 'p') AND row_security_active(c.oid)
            ORDER BY 1""";

    private Rights() {}

    static DatabaseRights of(Connection session) throws SQLException {
        return new DatabaseRights(
                Answers.texts(session, UNREADABLE),
                Answers.texts(session, HIDDEN),
                Answers.truth(session, "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"),
                Answers.truth(
                        session,
                        "SELECT pg_has_role(datdba, 'MEMBER') FROM pg_database WHERE datname = current_database()"));
    }
}
