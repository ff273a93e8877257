package dev.landfall.mover.restore;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The roles on a server that restores made, each told by its comment, never by its name alone. */
final class RestoringRoles {

    private static final Logger LOG = LoggerFactory.getLogger(RestoringRoles.class);

    private static final String MARK = "landfall: restores ";
    private static final String DENIED = "42501";

    /** What follows GRANT and comes before TO: of tables, sequences, schemas and wrappers that extensions brought. */
    static final String OF_EXTENSIONS = """
            WITH made AS (SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype = 'e')
            SELECT CASE c.relkind WHEN 'S' THEN 'SELECT, UPDATE ON SEQUENCE '
                                  ELSE 'SELECT, REFERENCES'
                                       || CASE WHEN c.oid IN (SELECT pg_catalog.unnest(extconfig) FROM pg_catalog.pg_extension)
                                               THEN ', INSERT' ELSE '' END || ' ON TABLE ' END
                   || pg_catalog.format('%I.%I', n.nspname, c.relname)
              FROM made m JOIN pg_catalog.pg_class c ON c.oid = m.objid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE m.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
            UNION ALL SELECT 'USAGE ON SCHEMA ' || pg_catalog.quote_ident(n.nspname)
              FROM made m JOIN pg_catalog.pg_namespace n ON n.oid = m.objid
             WHERE m.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
            UNION ALL SELECT 'USAGE ON FOREIGN DATA WRAPPER ' || pg_catalog.quote_ident(w.fdwname)
              FROM made m JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = m.objid
             WHERE m.classid = 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass""";

    /** Those of the session's user that no extension made. */
    static final String FOREIGN_TABLES = """
            SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'f' AND c.relowner = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user)
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                                WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid
                                  AND e.deptype = 'e')""";

    private static final String TABLES = """
            SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_catalog.pg_roles r ON r.oid = c.relowner
             WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f') AND c.relpersistence <> 't' AND r.rolname = ?
               AND n.nspname <> 'landfall_copy'""";

    private RestoringRoles() {}

    static String name(String copy) {
        return "landfall_" + copy.substring(Math.max(0, copy.length() - DatabaseName.DIGITS));
    }

    /** Whether that of a copy is there; {@code RESTORING_ROLE_OF_OTHERS} where it is and no restore made it. */
    static boolean isOurs(Session session, String copy) throws SQLException {
        var role = name(copy);
        var comments = session.query(
                "SELECT pg_catalog.shobj_description(oid, 'pg_authid') FROM pg_catalog.pg_roles WHERE rolname = ?",
                row -> Optional.ofNullable(row.getString(1)),
                role);
        if (comments.isEmpty()) {
            return false;
        }
        if (!comments.getFirst().equals(Optional.of(MARK + copy))) {
            throw Problem.operator(
                            "RESTORING_ROLE_OF_OTHERS",
                            "The target server has a role " + role + " that was not made to restore " + copy + ".",
                            "Rename or drop it, and run again.")
                    .asException();
        }
        return true;
    }

    /** The statement that says whose it is. */
    static String mark(String copy) {
        return "COMMENT ON ROLE " + SqlName.quoted(name(copy)) + " IS " + SqlName.literal(MARK + copy);
    }

    /** The tables of a role, quoted and qualified. */
    static List<String> tables(Session session, String role) throws SQLException {
        return session.query(TABLES, row -> row.getString(1), role);
    }

    /** Where the user may not, what needs it will say so. */
    static void attempt(Session session, String statement) throws SQLException {
        try {
            session.execute(statement);
        } catch (SQLException e) {
            if (!DENIED.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    /** Drops that of a copy, where there is one; returns the copy. */
    static String drop(Session session, String copy) throws SQLException {
        if (isOurs(session, copy)) {
            session.execute("DROP ROLE " + SqlName.quoted(name(copy)));
        }
        return copy;
    }

    /** Drops those of restores into that target whose copies are not there any more. */
    static void dropOrphans(TargetDatabase target) {
        target.ask("looking for roles that were left", session -> {
            var copies = session.query(
                    "SELECT pg_catalog.substr(c, " + (MARK.length() + 1) + ") FROM ("
                            + "SELECT pg_catalog.shobj_description(oid, 'pg_authid') AS c FROM pg_catalog.pg_roles) r"
                            + " WHERE pg_catalog.starts_with(c, '" + MARK + "') AND NOT EXISTS ("
                            + "SELECT FROM pg_catalog.pg_database d WHERE '" + MARK + "' || d.datname = c)",
                    row -> row.getString(1));
            for (var copy : copies) {
                if (DatabaseName.isBeside(copy, target.name())) {
                    dropOrphan(session, copy);
                }
            }
            return target.name();
        });
    }

    private static void dropOrphan(Session session, String copy) {
        try {
            if (isOurs(session, copy)) {
                // What it may do with what all databases share.
                session.execute("DROP OWNED BY " + SqlName.quoted(name(copy)));
            }
            drop(session, copy);
        } catch (SQLException e) {
            LOG.warn("the role {} was left, for something still depends on it: {}", name(copy), e.getSQLState());
        }
    }
}
