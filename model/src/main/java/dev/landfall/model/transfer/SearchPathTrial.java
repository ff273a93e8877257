package dev.landfall.model.transfer;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tries on the source what a restore does without a search path, as {@code pg_restore} does everything: to fill materialized
 * views and to evaluate the expressions of indexes, check constraints and generated columns. A view's first row and up to a
 * hundred rows of a table are enough for names to be looked up. It runs in a read-only transaction that the caller rolls
 * back.
 *
 * <p>Tried is what cannot reach beyond the database by what can be seen of it: functions are not volatile, or of SQL or
 * PL/pgSQL and free of a few words. Nor is tried what is another's: it would run with the rights of the session's user.
 *
 * @param failing what works with the database's own search path and not without, with the server's reason: a restore will
 *     fail there
 * @param untried what was not tried: for its functions, for its time, or because it fails either way
 */
public record SearchPathTrial(List<String> failing, List<String> untried) {

    private static final int MOST = 500;
    private static final Duration EACH = Duration.ofSeconds(1);

    /** SQLSTATEs of a table, function, operator, type or schema that is not found. */
    private static final Set<String> NOT_FOUND = Set.of("42P01", "42883", "42704", "3F000");

    private static final String REACHING_OUT =
            "dblink|http|copy|notify|execute|program|lo_|nextval|setval|advisory|pg_read|pg_ls|pg_file|pg_sleep";

    private static final String OBJECTS = """
            WITH space AS (
              SELECT oid, nspname FROM pg_catalog.pg_namespace
               WHERE nspname NOT LIKE 'pg\\_%%' AND nspname NOT IN ('information_schema', 'landfall_copy')),
            rel AS (
              SELECT c.oid, c.relkind, c.relispopulated, s.nspname || '.' || c.relname AS display,
                     pg_catalog.format('(SELECT * FROM ONLY %%I.%%I LIMIT 100) %%I', s.nspname, c.relname, c.relname) AS some
                FROM pg_catalog.pg_class c JOIN space s ON s.oid = c.relnamespace
               WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't'
                 AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                                  WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid
                                    AND e.deptype = 'e')),
            made(display, statement, class, id) AS (
              SELECT 'materialized view ' || r.display,
                     'SELECT landfall_row FROM (' || pg_catalog.rtrim(pg_catalog.pg_get_viewdef(r.oid), ';')
                       || ') landfall_row LIMIT 1',
                     'pg_catalog.pg_rewrite'::pg_catalog.regclass, w.oid
                FROM rel r JOIN pg_catalog.pg_rewrite w ON w.ev_class = r.oid
               WHERE r.relkind = 'm' AND r.relispopulated
              UNION ALL
              SELECT 'index ' || n.relname || ' of ' || r.display,
                     'SELECT count(ROW(' || coalesce(pg_catalog.pg_get_expr(i.indexprs, i.indrelid), '1') || ')) FROM '
                       || r.some || coalesce(' WHERE ' || pg_catalog.pg_get_expr(i.indpred, i.indrelid), ''),
                     'pg_catalog.pg_class'::pg_catalog.regclass, i.indexrelid
                FROM rel r JOIN pg_catalog.pg_index i ON i.indrelid = r.oid
                JOIN pg_catalog.pg_class n ON n.oid = i.indexrelid
               WHERE i.indexprs IS NOT NULL OR i.indpred IS NOT NULL
              UNION ALL
              SELECT 'check constraint ' || k.conname || ' of ' || r.display,
                     'SELECT count(ROW(' || pg_catalog.pg_get_expr(k.conbin, k.conrelid) || ')) FROM ' || r.some,
                     'pg_catalog.pg_constraint'::pg_catalog.regclass, k.oid
                FROM rel r JOIN pg_catalog.pg_constraint k ON k.conrelid = r.oid WHERE k.contype = 'c'
              UNION ALL
              SELECT 'generated column ' || a.attname || ' of ' || r.display,
                     'SELECT count(ROW(' || pg_catalog.pg_get_expr(d.adbin, d.adrelid) || ')) FROM ' || r.some,
                     'pg_catalog.pg_attrdef'::pg_catalog.regclass, d.oid
                FROM rel r JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid
                JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE a.attgenerated = 's')
            SELECT m.display, m.statement,
                   m.statement !~* '%1$s' AND NOT EXISTS (
                     SELECT FROM pg_catalog.pg_depend p
                       JOIN pg_catalog.pg_proc f ON f.oid = p.refobjid
                       JOIN pg_catalog.pg_language l ON l.oid = f.prolang
                      WHERE p.classid = m.class AND p.objid = m.id AND f.provolatile = 'v'
                        AND p.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                        AND (l.lanname NOT IN ('sql', 'plpgsql') OR f.prosrc ~* '%1$s'))
                   AND NOT EXISTS (
                     SELECT FROM pg_catalog.pg_depend p
                       LEFT JOIN pg_catalog.pg_operator o ON o.oid = p.refobjid
                            AND p.refclassid = 'pg_catalog.pg_operator'::pg_catalog.regclass
                       JOIN pg_catalog.pg_proc f ON f.oid = coalesce(o.oprcode::pg_catalog.oid, p.refobjid)
                       JOIN pg_catalog.pg_roles r ON r.oid = f.proowner
                      WHERE p.classid = m.class AND p.objid = m.id AND NOT r.rolsuper AND r.rolname <> current_user
                        AND (o.oid IS NOT NULL OR p.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass))
              FROM made m ORDER BY 3 DESC, 1 LIMIT %2$d""".formatted(REACHING_OUT, MOST);

    public SearchPathTrial {
        failing = List.copyOf(failing);
        untried = List.copyOf(untried);
    }

    /** A session in a read-only transaction. */
    public interface Database {
        void execute(String sql) throws SQLException;

        /** Rows of text. */
        List<List<String>> query(String sql) throws SQLException;
    }

    /** Tries them one by one, about as long as {@code within} all together. */
    public static SearchPathTrial of(Database database, Duration within) throws SQLException {
        var deadline = System.nanoTime() + within.toNanos();
        var own = database.query("SELECT reset_val FROM pg_catalog.pg_settings WHERE name = 'search_path'")
                .getFirst()
                .getFirst();
        database.execute("SET LOCAL search_path = ''");
        var failing = new ArrayList<String>();
        var untried = new ArrayList<String>();
        for (var object : database.query(OBJECTS)) {
            if (!object.getLast().equals("t") || System.nanoTime() > deadline) {
                untried.add(object.getFirst());
                continue;
            }
            var refused = attempt(database, object.get(1), "''");
            if (refused.isEmpty()) {
                continue;
            }
            var isOfThePath = NOT_FOUND.contains(state(refused.get()))
                    && !own.isBlank()
                    && attempt(database, object.get(1), own).isEmpty();
            (isOfThePath ? failing : untried)
                    .add(isOfThePath ? object.getFirst() + " (" + reason(refused.get()) + ")" : object.getFirst());
        }
        return new SearchPathTrial(failing, untried);
    }

    private static Optional<SQLException> attempt(Database database, String statement, String path)
            throws SQLException {
        database.execute("SAVEPOINT landfall_trial");
        try {
            database.execute("SET LOCAL statement_timeout = " + EACH.toMillis());
            database.execute("SET LOCAL lock_timeout = " + EACH.toMillis());
            database.execute("SET LOCAL search_path = " + path);
            database.query(statement);
            return Optional.empty();
        } catch (SQLException e) {
            if (state(e).startsWith("08") || state(e).startsWith("57P")) {
                throw e;
            }
            return Optional.of(e);
        } finally {
            database.execute("ROLLBACK TO SAVEPOINT landfall_trial");
        }
    }

    private static String state(SQLException e) {
        return Optional.ofNullable(e.getSQLState()).orElse("");
    }

    /** A message about a name that is not found holds that name and nothing else. */
    private static String reason(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("^ERROR: ", "");
    }
}
