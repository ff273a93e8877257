package dev.landfall.model.transfer;

/** What {@link DatabaseCode} asks a catalog; servers from 12 on answer. */
public final class DatabaseCodeQueries {

    private static final int NAMED = 5;

    /** Schemas that hold a user's objects; routines that no extension made, and what calls one of them. */
    private static final String COMMON = """
            WITH space AS (
              SELECT oid, nspname, nspowner, nspacl FROM pg_catalog.pg_namespace
               WHERE nspname::text !~ '^pg_' AND nspname::text NOT IN ('information_schema', 'landfall_copy')),
            made AS (SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype = 'e'),
            routine AS (
              SELECT p.*, pg_catalog.format('%I.%I(%s)', s.nspname, p.proname,
                                            pg_catalog.oidvectortypes(p.proargtypes)) AS display
                FROM pg_catalog.pg_proc p JOIN space s ON s.oid = p.pronamespace
               WHERE p.oid NOT IN (SELECT objid FROM made WHERE classid = 'pg_catalog.pg_proc'::pg_catalog.regclass)),
            rel AS (
              SELECT c.*, pg_catalog.format('%I.%I', s.nspname, c.relname) AS display
                FROM pg_catalog.pg_class c JOIN space s ON s.oid = c.relnamespace
               WHERE c.relpersistence <> 't' AND c.oid NOT IN (
                     SELECT objid FROM made WHERE classid = 'pg_catalog.pg_class'::pg_catalog.regclass)),
            calls AS (
              SELECT DISTINCT d.classid, d.objid FROM pg_catalog.pg_depend d
                LEFT JOIN pg_catalog.pg_operator o
                  ON o.oid = d.refobjid AND d.refclassid = 'pg_catalog.pg_operator'::pg_catalog.regclass
                JOIN routine f ON f.oid = coalesce(o.oprcode::pg_catalog.oid, d.refobjid)
               WHERE d.refclassid IN ('pg_catalog.pg_proc'::pg_catalog.regclass,
                                      'pg_catalog.pg_operator'::pg_catalog.regclass)
                 AND (o.oid IS NOT NULL OR d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass)),
            index_code AS (
              SELECT i.indrelid, n.display FROM calls k JOIN pg_catalog.pg_index i ON i.indexrelid = k.objid
                JOIN rel n ON n.oid = i.indexrelid WHERE k.classid = 'pg_catalog.pg_class'::pg_catalog.regclass),
            view_code AS (
              SELECT r.relowner, r.display FROM calls k JOIN pg_catalog.pg_rewrite w ON w.oid = k.objid
                JOIN rel r ON r.oid = w.ev_class
               WHERE r.relkind = 'm' AND k.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass)
            """;

    private static final String OWNED = """
            , owned(name, owner) AS (
              SELECT 'SECURITY DEFINER function ' || display, proowner FROM routine WHERE prosecdef
              UNION ALL SELECT 'index ' || x.display || ' (its functions)', t.relowner
                FROM index_code x JOIN pg_catalog.pg_class t ON t.oid = x.indrelid
              UNION ALL SELECT 'materialized view ' || display || ' (its functions)', relowner FROM view_code)
            """;

    static final String AS_OWNER =
            COMMON + OWNED + "SELECT name, pg_catalog.pg_get_userbyid(owner)::text FROM owned ORDER BY 1";

    static final String OWNERS = COMMON + OWNED + "SELECT r.rolname::text, " + RolePowers.OF_ROLE
            + " FROM pg_catalog.pg_roles r WHERE r.oid IN (SELECT owner FROM owned) ORDER BY 1";

    static final String RAN = COMMON + """
            SELECT kind, name, n FROM (
            SELECT kind, name, pg_catalog.count(*) OVER (PARTITION BY kind) AS n,
                   pg_catalog.row_number() OVER (PARTITION BY kind ORDER BY name) AS place FROM (
              SELECT 'check constraints that call functions' AS kind,
                     k.conname || ' of ' || coalesce(r.display, pg_catalog.format_type(k.contypid, NULL)) AS name
                FROM calls c JOIN pg_catalog.pg_constraint k ON k.oid = c.objid LEFT JOIN rel r ON r.oid = k.conrelid
               WHERE c.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND k.contype = 'c'
              UNION ALL SELECT 'indexes that call functions', display FROM index_code
              UNION ALL SELECT 'generated columns that call functions', r.display || '.' || a.attname
                FROM calls c JOIN pg_catalog.pg_attrdef d ON d.oid = c.objid JOIN rel r ON r.oid = d.adrelid
                JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
               WHERE c.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND a.attgenerated <> ''
              UNION ALL SELECT 'defaults that call functions', r.display || '.' || a.attname
                FROM calls c JOIN pg_catalog.pg_attrdef d ON d.oid = c.objid JOIN rel r ON r.oid = d.adrelid
                JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
               WHERE c.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND a.attgenerated = ''
              UNION ALL SELECT 'materialized views that call functions', display FROM view_code
              UNION ALL SELECT 'triggers', g.tgname || ' on ' || r.display
                FROM pg_catalog.pg_trigger g JOIN rel r ON r.oid = g.tgrelid WHERE NOT g.tgisinternal
              UNION ALL SELECT 'rules', w.rulename || ' on ' || r.display
                FROM pg_catalog.pg_rewrite w JOIN rel r ON r.oid = w.ev_class WHERE w.rulename::text <> '_RETURN'
              UNION ALL SELECT 'event triggers', evtname::text FROM pg_catalog.pg_event_trigger
              UNION ALL SELECT 'functions with their owner''s rights (SECURITY DEFINER)', display
                FROM routine WHERE prosecdef) each_one) numbered
             WHERE place <= %d ORDER BY kind, place""".formatted(NAMED);

    /** Objects that everybody may use as a rule; each with what a REVOKE names. */
    private static final String USUALLY_OPEN = """
            , usual(what, statement, owner, acl, kind, privilege) AS (
              SELECT 'EXECUTE on ' || display, 'ALL ON ROUTINE ' || display, proowner, proacl, 'f'::"char", 'EXECUTE'
                FROM routine
              UNION ALL SELECT 'USAGE on type ' || pg_catalog.format('%I.%I', s.nspname, t.typname),
                     'ALL ON TYPE ' || pg_catalog.format('%I.%I', s.nspname, t.typname), t.typowner, t.typacl,
                     'T'::"char", 'USAGE'
                FROM pg_catalog.pg_type t JOIN space s ON s.oid = t.typnamespace
                LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
               WHERE (c.oid IS NULL OR c.relkind = 'c') AND t.typtype IN ('b', 'c', 'd', 'e', 'r')
                 AND NOT (t.typelem <> 0 AND t.typlen = -1)
                 AND t.oid NOT IN (SELECT objid FROM made WHERE classid = 'pg_catalog.pg_type'::pg_catalog.regclass)
              UNION ALL SELECT 'USAGE on language ' || pg_catalog.quote_ident(lanname),
                     'ALL ON LANGUAGE ' || pg_catalog.quote_ident(lanname), lanowner, lanacl, 'l'::"char", 'USAGE'
                FROM pg_catalog.pg_language WHERE lanpltrusted
              UNION ALL SELECT p.privilege || ' on schema public', p.privilege || ' ON SCHEMA public', nspowner, nspacl,
                     'n'::"char", p.privilege
                FROM space, (VALUES ('USAGE'), ('CREATE')) p(privilege) WHERE nspname::text = 'public'
              UNION ALL SELECT 'EXECUTE on functions to come', 'EXECUTE ON FUNCTIONS', defaclrole, defaclacl, 'f'::"char",
                     'EXECUTE'
                FROM pg_catalog.pg_default_acl WHERE defaclnamespace = 0 AND defaclobjtype = 'f'
              UNION ALL SELECT 'USAGE on types to come', 'USAGE ON TYPES', defaclrole, defaclacl, 'T'::"char", 'USAGE'
                FROM pg_catalog.pg_default_acl WHERE defaclnamespace = 0 AND defaclobjtype = 'T'),
            seen AS (
              SELECT u.*, EXISTS (
                       SELECT FROM pg_catalog.aclexplode(coalesce(u.acl, pg_catalog.acldefault(u.kind, u.owner))) a
                        WHERE a.grantee = 0 AND a.privilege_type = u.privilege) AS open FROM usual u)
            """;

    static final String CLOSED = COMMON + USUALLY_OPEN + "SELECT DISTINCT what FROM seen WHERE NOT open ORDER BY 1";

    /**
     * What everybody may use here: its name as {@link DatabaseCode#closed} has it, and what follows {@code REVOKE} and
     * comes before {@code FROM PUBLIC}.
     */
    public static final String STILL_OPEN = COMMON + USUALLY_OPEN + "SELECT what, statement FROM seen WHERE open";

    private static final String OBJECTS = """
            , object(kind, name, owner, acl) AS (
              SELECT CASE WHEN relkind = 'S' THEN 'sequence' WHEN relkind IN ('v', 'm') THEN 'view' ELSE 'table' END,
                     display, relowner, relacl
                FROM rel WHERE relacl IS NOT NULL AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
              UNION ALL SELECT 'column', r.display || '.' || pg_catalog.quote_ident(a.attname), r.relowner, a.attacl
                FROM rel r JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid WHERE a.attacl IS NOT NULL
              UNION ALL SELECT 'schema', pg_catalog.quote_ident(nspname), nspowner, nspacl
                FROM space WHERE nspacl IS NOT NULL AND nspname::text <> 'public'
              UNION ALL SELECT 'large object', oid::text, lomowner, lomacl
                FROM pg_catalog.pg_largeobject_metadata WHERE lomacl IS NOT NULL
              UNION ALL SELECT 'foreign server', pg_catalog.quote_ident(srvname), srvowner, srvacl
                FROM pg_catalog.pg_foreign_server WHERE srvacl IS NOT NULL)
            """;

    static final String OPEN = COMMON + OBJECTS + """
            SELECT DISTINCT a.privilege_type || ' on ' || o.kind || ' ' || o.name
              FROM object o, pg_catalog.aclexplode(o.acl) a WHERE a.grantee = 0 ORDER BY 1""";

    static final String GRANTS = COMMON + OBJECTS + """
            SELECT pg_catalog.pg_get_userbyid(a.grantee)::text, a.privilege_type, o.kind, pg_catalog.count(*)
              FROM (SELECT * FROM object
                    UNION ALL SELECT 'function', display, proowner, proacl FROM routine WHERE proacl IS NOT NULL
                    UNION ALL SELECT 'schema', 'public', nspowner, nspacl
                      FROM space WHERE nspacl IS NOT NULL AND nspname::text = 'public') o,
                   pg_catalog.aclexplode(o.acl) a
             WHERE a.grantee <> 0 AND a.grantee <> o.owner GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""";

    /** A setting's value may be a secret. */
    static final String MARKS = COMMON + """
            SELECT 'function ' || display || ' is SECURITY DEFINER' FROM routine WHERE prosecdef
            UNION ALL SELECT 'function ' || display || ' is LEAKPROOF' FROM routine WHERE proleakproof
            UNION ALL SELECT 'function ' || display || ' sets ' || pg_catalog.split_part(c, '=', 1) || ' ('
                   || pg_catalog.left(pg_catalog.md5(c), 8) || ')'
              FROM routine, pg_catalog.unnest(proconfig) c
            UNION ALL SELECT 'table ' || display || ' has row security' FROM rel WHERE relrowsecurity
            UNION ALL SELECT 'table ' || display || ' forces row security on its owner' FROM rel WHERE relforcerowsecurity
            UNION ALL SELECT 'table ' || r.display || ' has the policy ' || pg_catalog.quote_ident(p.polname) || ' for '
                   || p.polcmd::text || CASE WHEN p.polpermissive THEN '' ELSE ', restrictive' END
              FROM pg_catalog.pg_policy p JOIN rel r ON r.oid = p.polrelid
            UNION ALL SELECT 'view ' || display || ' has ' || o FROM rel, pg_catalog.unnest(reloptions) o
             WHERE relkind = 'v' AND o::text ~ '^security_'
            ORDER BY 1""";

    private DatabaseCodeQueries() {}
}
