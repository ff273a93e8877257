package dev.landfall.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A database whose owner wants to be run by whoever looks at it, and to decide what it sees: operators, functions, types,
 * casts and views of the catalog's names stand in {@code public}, which comes before the catalog, and settings change what
 * SQL means. Whatever of it is run writes {@link #MARK} into the server's log and answers wrongly.
 */
public final class HostileDatabase {

    private static final String MARK = "HOSTILE CODE RAN";

    private static final String OBJECTS = """
            SET search_path = pg_catalog;
            CREATE FUNCTION public.hostile(what text) RETURNS bool LANGUAGE plpgsql AS
              $$ BEGIN RAISE LOG 'HOSTILE CODE RAN: %', what; RETURN false; END $$;
            DO $make$
            DECLARE
              kind text[]; sign text; word text; made int := 0;
            BEGIN
              FOREACH kind SLICE 1 IN ARRAY ARRAY[
                  ['name', 'text'], ['name', 'name'], ['text', 'text'], ['oid', 'oid'], ['"char"', '"char"'],
                  ['int4', 'int4'], ['int8', 'int8'], ['int2', 'int2'], ['bool', 'bool'], ['regclass', 'oid'],
                  ['oid', 'regclass'], ['xid', 'xid'], ['timestamptz', 'timestamptz'], ['numeric', 'numeric']] LOOP
                FOREACH sign IN ARRAY ARRAY['=', '<>', '<', '>', '<=', '>=', '~', '!~', '~~', '!~~', '!~*', '||', '+', '-'] LOOP
                  made := made + 1;
                  EXECUTE format(
                    'CREATE FUNCTION public.operator_%s(%s, %s) RETURNS %s LANGUAGE plpgsql AS'
                      ' $body$BEGIN PERFORM public.hostile(%L); RETURN NULL; END$body$',
                    made, kind[1], kind[2],
                    CASE WHEN sign IN ('||', '+', '-') THEN kind[2] ELSE 'bool' END, 'operator ' || sign);
                  EXECUTE format('CREATE OPERATOR public.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = public.operator_%s)',
                    sign, kind[1], kind[2], made);
                END LOOP;
              END LOOP;
              FOREACH word IN ARRAY ARRAY[
                  'current_setting(text) RETURNS text', 'pg_database_size(name) RETURNS int8',
                  'pg_is_in_recovery() RETURNS bool', 'pg_table_size(regclass) RETURNS int8', 'now() RETURNS timestamptz',
                  'age(xid) RETURNS int4', 'has_schema_privilege(oid, text) RETURNS bool',
                  'has_table_privilege(oid, text) RETURNS bool', 'has_sequence_privilege(oid, text) RETURNS bool',
                  'row_security_active(oid) RETURNS bool', 'pg_has_role(oid, text) RETURNS bool',
                  'pg_backend_pid() RETURNS int4', 'to_regclass(text) RETURNS regclass', 'lower(text) RETURNS text',
                  'replace(text, text, text) RETURNS text', 'pg_encoding_to_char(int4) RETURNS name',
                  'current_database() RETURNS name', 'set_config(text, text, bool) RETURNS text',
                  'pg_get_userbyid(oid) RETURNS name', 'format_type(oid, int4) RETURNS text', 'version() RETURNS text',
                  'host(inet) RETURNS text', 'txid_current() RETURNS int8', 'quote_ident(text) RETURNS text'] LOOP
                EXECUTE format('CREATE FUNCTION public.%s LANGUAGE plpgsql AS'
                    ' $body$BEGIN PERFORM public.hostile(%L); RETURN NULL; END$body$', word, 'function ' || word);
              END LOOP;
              FOREACH word IN ARRAY ARRAY[
                  'pg_class', 'pg_namespace', 'pg_roles', 'pg_settings', 'pg_database', 'pg_extension',
                  'pg_stat_activity', 'pg_stat_user_tables', 'pg_depend', 'pg_type', 'pg_proc', 'pg_index',
                  'pg_constraint', 'pg_sequence', 'pg_trigger', 'pg_policy', 'pg_available_extensions',
                  'pg_prepared_xacts', 'pg_replication_slots', 'pg_locks', 'pg_description'] LOOP
                EXECUTE format('CREATE VIEW public.%1$I AS SELECT * FROM pg_catalog.%1$I WHERE public.hostile(''view %1$s'')',
                    word);
              END LOOP;
              FOREACH word IN ARRAY ARRAY['text', 'name', 'regclass', 'regtype', 'oid'] LOOP
                EXECUTE format('CREATE DOMAIN public.%1$I AS pg_catalog.%1$I CHECK (public.hostile(''type %1$s''))', word);
              END LOOP;
            END $make$;
            CREATE FUNCTION public.count_step(int8) RETURNS int8 LANGUAGE plpgsql AS
              $$ BEGIN PERFORM public.hostile('aggregate count'); RETURN 0; END $$;
            CREATE AGGREGATE public.count(*) (SFUNC = public.count_step, STYPE = int8, INITCOND = '0');
            CREATE TYPE public.mood AS ENUM ('good', 'bad');
            CREATE FUNCTION public.mood_text(public.mood) RETURNS pg_catalog.text LANGUAGE plpgsql AS
              $$ BEGIN PERFORM public.hostile('cast'); RETURN ''; END $$;
            CREATE CAST (public.mood AS pg_catalog.text) WITH FUNCTION public.mood_text(public.mood);""";

    private HostileDatabase() {}

    /** What makes a database such a one, as its superuser; tables that it had stay as they are. */
    public static List<String> statements(String database, String role) {
        var quoted = '"' + database.replace("\"", "\"\"") + '"';
        return List.of(
                OBJECTS,
                "ALTER DATABASE " + quoted + " SET search_path = public, pg_catalog",
                "ALTER ROLE " + role + " IN DATABASE " + quoted + " SET search_path = public, pg_catalog",
                "ALTER DATABASE " + quoted + " SET row_security = on",
                "ALTER DATABASE " + quoted + " SET quote_all_identifiers = on",
                "ALTER DATABASE " + quoted + " SET standard_conforming_strings = off",
                "ALTER DATABASE " + quoted + " SET DateStyle = 'SQL, DMY'",
                "ALTER DATABASE " + quoted + " SET IntervalStyle = 'sql_standard'",
                "ALTER DATABASE " + quoted + " SET TimeZone = 'Asia/Kathmandu'",
                "ALTER DATABASE " + quoted + " SET extra_float_digits = -10",
                "ALTER DATABASE " + quoted + " SET bytea_output = 'escape'",
                "ALTER DATABASE " + quoted + " SET transform_null_equals = on",
                "ALTER DATABASE " + quoted + " SET statement_timeout = '2s'",
                "ALTER DATABASE " + quoted + " SET default_transaction_read_only = on");
    }

    /** The lines of the server's log that tell of something that ran. */
    public static List<String> ran(Path log) throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.contains("LOG:  " + MARK))
                .toList();
    }
}
