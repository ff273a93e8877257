package dev.landfall.mover.delta;

/**
 * The catalog's answer to {@link TableShape}: schema, table, part, the part by names, the part by numbers.
 *
 * <p>A column's number is never given to another column, so one that was dropped and added again is another one; the value
 * that old rows have of an added column never changes for its number, so it need not be asked, and a rewrite of the table,
 * which lays that value into the rows, does not look like a change.
 */
final class ShapeSql {

    /** Stands where one table can be asked for. */
    static final String ANY = "AND true";

    static final String TEXT = """
            WITH RECURSIVE tables AS MATERIALIZED (
              SELECT c.oid, n.nspname, c.relname, c.relpersistence, c.relpartbound
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND true AND n.nspname NOT LIKE 'pg\\_%'
                 AND n.nspname NOT IN ('information_schema', 'landfall_copy')),
            columns AS MATERIALIZED (
              SELECT a.attrelid AS relation, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attcollation, a.attgenerated
                FROM pg_catalog.pg_attribute a
               WHERE a.attrelid IN (SELECT oid FROM tables) AND a.attnum > 0 AND NOT a.attisdropped),
            used(relation, type) AS (
              SELECT relation, atttypid FROM columns
              UNION
              SELECT u.relation, inner_type.oid
                FROM used u
                JOIN pg_catalog.pg_type t ON t.oid = u.type
                CROSS JOIN LATERAL (
                  SELECT t.typelem AS oid WHERE t.typelem <> 0 AND t.typlen = -1
                  UNION ALL SELECT t.typbasetype WHERE t.typbasetype <> 0
                  UNION ALL SELECT a.atttypid FROM pg_catalog.pg_attribute a
                             WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
                  UNION ALL SELECT r.rngsubtype FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid) inner_type),
            functions AS MATERIALIZED (
              SELECT pg_catalog.md5(pg_catalog.string_agg(
                       pg_catalog.concat(n.nspname, '.', p.proname, '(',
                         pg_catalog.pg_get_function_identity_arguments(p.oid), ')', p.prosrc), ' ' ORDER BY
                       n.nspname COLLATE pg_catalog."C", p.proname COLLATE pg_catalog."C",
                       pg_catalog.pg_get_function_identity_arguments(p.oid) COLLATE pg_catalog."C")) AS sum
                FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
               WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'landfall_copy')
                 AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                                  WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid = p.oid
                                    AND d.deptype = 'e')
                 -- The functions that a server makes for a type of its own accord are not the same in every version.
                 AND p.prolang <> (SELECT l.oid FROM pg_catalog.pg_language l WHERE l.lanname = 'internal')),
            part(relation, name, words, numbers) AS (
              SELECT oid, 'table', relpersistence::text, oid::text FROM tables
              UNION ALL
              SELECT relation, 'column ' || attname,
                     pg_catalog.concat(pg_catalog.format_type(atttypid, atttypmod),
                       CASE WHEN attgenerated = '' THEN '' ELSE ' generated' END),
                     pg_catalog.concat_ws(',', attnum, atttypid, atttypmod, attcollation, attgenerated)
                FROM columns
              UNION ALL
              SELECT u.relation, 'type ' || pg_catalog.format_type(u.type, NULL),
                     pg_catalog.string_agg(pg_catalog.quote_literal(e.enumlabel), ',' ORDER BY e.enumsortorder),
                     pg_catalog.string_agg(e.oid || pg_catalog.quote_literal(e.enumlabel), ',' ORDER BY e.oid)
                FROM used u JOIN pg_catalog.pg_enum e ON e.enumtypid = u.type
               GROUP BY u.relation, u.type
              UNION ALL
              SELECT u.relation, 'type ' || pg_catalog.format_type(u.type, NULL),
                     pg_catalog.string_agg(a.attname || ' ' || pg_catalog.format_type(a.atttypid, a.atttypmod), ','
                       ORDER BY a.attnum),
                     pg_catalog.string_agg(pg_catalog.concat_ws(' ', a.attnum, a.attname, a.atttypid, a.atttypmod), ','
                       ORDER BY a.attnum)
                FROM used u
                JOIN pg_catalog.pg_type t ON t.oid = u.type
                JOIN pg_catalog.pg_attribute a ON a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
               GROUP BY u.relation, u.type
              UNION ALL
              SELECT t.oid, 'parents',
                     pg_catalog.concat(pg_catalog.string_agg(pg_catalog.format('%I.%I', n.nspname, p.relname), ','
                       ORDER BY i.inhseqno), ' ', pg_catalog.pg_get_expr(t.relpartbound, t.oid)),
                     pg_catalog.concat(pg_catalog.string_agg(p.oid::text, ',' ORDER BY i.inhseqno), ' ',
                       pg_catalog.pg_get_expr(t.relpartbound, t.oid))
                FROM tables t
                JOIN pg_catalog.pg_inherits i ON i.inhrelid = t.oid
                JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
                JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace
               GROUP BY t.oid, t.relpartbound
              UNION ALL
              SELECT t.oid, 'functions that its generated columns may use', coalesce(f.sum, ''), coalesce(f.sum, '')
                FROM tables t CROSS JOIN functions f
               WHERE EXISTS (SELECT FROM columns c WHERE c.relation = t.oid AND c.attgenerated <> ''))
            SELECT t.nspname, t.relname, p.name, p.words, p.numbers
              FROM part p JOIN tables t ON t.oid = p.relation
             ORDER BY 1, 2, p.name COLLATE pg_catalog."C", p.numbers COLLATE pg_catalog."C\"""";

    private ShapeSql() {}
}
