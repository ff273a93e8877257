package dev.landfall.mover.compare;

import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Which objects a database has, by kind and name, told by its catalog alone. What an extension made is left out, and so is
 * what a server names itself: clones on partitions, types of tables.
 */
record CatalogNames(TreeSet<String> names) {

    private static final String NAMES = """
            WITH own(classid, objid) AS (
              SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype = 'e'),
            space AS (
              SELECT oid, nspname FROM pg_catalog.pg_namespace
               WHERE nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('information_schema', 'landfall_copy'))
            SELECT pg_catalog.concat_ws(' ', kind, name) FROM (
              SELECT 'SCHEMA' AS kind, s.nspname::text AS name, 'pg_catalog.pg_namespace'::pg_catalog.regclass AS class, s.oid
                FROM space s WHERE s.nspname <> 'public'
              UNION ALL
              SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'i' THEN 'INDEX'
                       WHEN 'I' THEN 'INDEX' WHEN 'S' THEN 'SEQUENCE' WHEN 'c' THEN 'TYPE' WHEN 'f' THEN 'FOREIGN TABLE'
                       ELSE 'TABLE' END, s.nspname || '.' || c.relname, 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid
                FROM pg_catalog.pg_class c JOIN space s ON s.oid = c.relnamespace
               WHERE c.relpersistence <> 't' AND c.relkind IN ('r', 'p', 'v', 'm', 'i', 'I', 'S', 'c', 'f')
              UNION ALL
              SELECT 'CONSTRAINT', s.nspname || '.' || coalesce(r.relname, t.typname) || ' ' || k.conname,
                     'pg_catalog.pg_constraint'::pg_catalog.regclass, k.oid
                FROM pg_catalog.pg_constraint k JOIN space s ON s.oid = k.connamespace
                LEFT JOIN pg_catalog.pg_class r ON r.oid = k.conrelid
                LEFT JOIN pg_catalog.pg_type t ON t.oid = k.contypid
               WHERE k.conparentid = 0 AND k.contype IN ('c', 'f', 'p', 'u', 'x')
                 AND coalesce(r.relpersistence, 'p') <> 't'
              UNION ALL
              SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END,
                     s.nspname || '.' || p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')',
                     'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid
                FROM pg_catalog.pg_proc p JOIN space s ON s.oid = p.pronamespace
              UNION ALL
              SELECT CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, s.nspname || '.' || t.typname,
                     'pg_catalog.pg_type'::pg_catalog.regclass, t.oid
                FROM pg_catalog.pg_type t JOIN space s ON s.oid = t.typnamespace WHERE t.typtype IN ('d', 'e', 'r')
              UNION ALL
              SELECT 'TRIGGER', s.nspname || '.' || c.relname || ' ' || g.tgname,
                     'pg_catalog.pg_trigger'::pg_catalog.regclass, g.oid
                FROM pg_catalog.pg_trigger g JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid
                JOIN space s ON s.oid = c.relnamespace
               WHERE NOT g.tgisinternal AND NOT c.relispartition
              UNION ALL
              SELECT 'RULE', s.nspname || '.' || c.relname || ' ' || w.rulename,
                     'pg_catalog.pg_rewrite'::pg_catalog.regclass, w.oid
                FROM pg_catalog.pg_rewrite w JOIN pg_catalog.pg_class c ON c.oid = w.ev_class
                JOIN space s ON s.oid = c.relnamespace WHERE w.rulename <> '_RETURN'
              UNION ALL
              SELECT 'POLICY', s.nspname || '.' || c.relname || ' ' || y.polname,
                     'pg_catalog.pg_policy'::pg_catalog.regclass, y.oid
                FROM pg_catalog.pg_policy y JOIN pg_catalog.pg_class c ON c.oid = y.polrelid
                JOIN space s ON s.oid = c.relnamespace) o
             WHERE NOT EXISTS (SELECT FROM own WHERE own.classid = o.class AND own.objid = o.oid)""";

    static CatalogNames read(Session session) throws SQLException {
        return new CatalogNames(new TreeSet<>(session.query(NAMES, row -> row.getString(1))));
    }

    /** What one side lacks, in words. */
    List<String> against(CatalogNames target) {
        var found = new ArrayList<String>();
        names.stream()
                .filter(name -> !target.names.contains(name))
                .forEach(name -> found.add(name + ": not on the target"));
        target.names.stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> found.add(name + ": on the target only"));
        return found;
    }
}
