package dev.landfall.gateway.postgres;

import dev.landfall.gateway.Databases.WriteFence;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Whether a database's new transactions only read unless they ask otherwise: read, set, taken away. */
final class Fences {

    private static final String SETTING = "default_transaction_read_only";

    /** Of all roles in this database; a role's own setting goes before it. */
    private static final String VALUE = """
            SELECT pg_catalog.substr(c, pg_catalog.strpos(c, '=') + 1)
              FROM pg_catalog.pg_db_role_setting s JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase,
                   LATERAL pg_catalog.unnest(s.setconfig) AS c
             WHERE d.datname = pg_catalog.current_database() AND s.setrole = 0
               AND c LIKE 'default\\_transaction\\_read\\_only=%'""";

    private static final String EXEMPT = """
            SELECT DISTINCT r.rolname
              FROM pg_catalog.pg_db_role_setting s JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
              LEFT JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase,
                   LATERAL pg_catalog.unnest(s.setconfig) AS c
             WHERE (s.setdatabase = 0 OR d.datname = pg_catalog.current_database())
               AND c LIKE 'default\\_transaction\\_read\\_only=%'
             ORDER BY 1""";

    private static final String MAY_CHANGE = """
            SELECT pg_catalog.pg_has_role(datdba, 'MEMBER') FROM pg_catalog.pg_database
             WHERE datname = pg_catalog.current_database()""";

    /** A superuser's session is a superuser's to end. */
    private static final String END = """
            WITH others AS MATERIALIZED (
                SELECT a.pid FROM pg_catalog.pg_stat_activity a JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid
                 WHERE a.datname = pg_catalog.current_database() AND a.pid <> pg_catalog.pg_backend_pid()
                   AND a.backend_type = 'client backend'
                   AND coalesce(a.application_name, '') NOT LIKE 'landfall%'
                   AND CASE WHEN r.rolsuper THEN (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)
                            ELSE pg_catalog.pg_has_role(r.oid, 'USAGE')
                                 OR pg_catalog.pg_has_role('pg_signal_backend', 'USAGE') END)
            SELECT pg_catalog.count(*) FROM others WHERE pg_catalog.pg_terminate_backend(pid)""";

    private Fences() {}

    static WriteFence of(Connection session) throws SQLException {
        return new WriteFence(
                Answers.texts(session, VALUE).stream().findFirst(),
                Answers.truth(session, MAY_CHANGE),
                Answers.texts(session, EXEMPT));
    }

    /** The database may be read-only by default itself, so the transaction says that it writes before anything else. */
    static boolean set(Connection session, Optional<String> value) throws SQLException {
        session.setReadOnly(false);
        try (var statement = session.createStatement()) {
            statement.execute("SET TRANSACTION READ WRITE");
            var database = Answers.text(session, "SELECT pg_catalog.quote_ident(pg_catalog.current_database())");
            var change = value.isPresent()
                    ? "SET " + SETTING + " = '" + value.get().replace("'", "''") + "'"
                    : "RESET " + SETTING;
            statement.execute("ALTER DATABASE " + database + " " + change);
        }
        session.commit();
        return true;
    }

    static long endOthers(Connection session) throws SQLException {
        return Answers.number(session, END);
    }
}
