package dev.landfall.mover;

import java.util.List;

/**
 * One change of a database. {@code @} stands for a name of its own, so that a report's line tells whose it is.
 *
 * @param kind what changes, for people
 * @param setup made on both sides
 * @param change made on one of them
 * @param named what a report has to hold, one of several divided by {@code |}
 * @param noteOnSource whether it is told as a note where the source is what changed, since a move leaves the target so
 * @param round those of one round are made at the same time
 */
record Mutation(String kind, String setup, String change, String named, boolean noteOnSource, int round) {

    static final List<Mutation> ALL = List.of(
            new Mutation("row added", "CREATE TABLE @ (a int PRIMARY KEY, b text); INSERT INTO @ SELECT g, 'row ' || g FROM generate_series(1, 5) g", "INSERT INTO @ VALUES (99, 'new')", "public.@: ", false, 1),
            new Mutation("row deleted", "CREATE TABLE @ (a int PRIMARY KEY, b text); INSERT INTO @ SELECT g, 'row ' || g FROM generate_series(1, 5) g", "DELETE FROM @ WHERE a = 3", "public.@: ", false, 1),
            new Mutation("table emptied", "CREATE TABLE @ (a int PRIMARY KEY, b text); INSERT INTO @ SELECT g, 'row ' || g FROM generate_series(1, 5) g", "TRUNCATE @", "public.@: ", false, 1),
            new Mutation("value changed", "CREATE TABLE @ (a int PRIMARY KEY, b text); INSERT INTO @ SELECT g, 'row ' || g FROM generate_series(1, 5) g", "UPDATE @ SET b = 'other' WHERE a = 3", "public.@: ", false, 1),
            new Mutation("NULL for an empty text", "CREATE TABLE @ (a text); INSERT INTO @ VALUES ('')", "UPDATE @ SET a = NULL", "public.@: ", false, 1),
            new Mutation("blank at a text's end", "CREATE TABLE @ (a text); INSERT INTO @ VALUES ('x')", "UPDATE @ SET a = 'x '", "public.@: ", false, 1),
            new Mutation("case of a letter", "CREATE TABLE @ (a text); INSERT INTO @ VALUES ('Straße')", "UPDATE @ SET a = 'straße'", "public.@: ", false, 1),
            new Mutation("one of two equal rows exchanged", "CREATE TABLE @ (a int); INSERT INTO @ VALUES (1), (1), (2)", "DELETE FROM @ WHERE ctid = '(0,1)'; INSERT INTO @ VALUES (2)", "public.@: ", false, 1),
            new Mutation("one byte of a large value", "CREATE TABLE @ (a bytea); INSERT INTO @ SELECT decode(string_agg(md5(g::text), ''), 'hex') FROM generate_series(1, 9000) g", "UPDATE @ SET a = set_byte(a, 100000, get_byte(a, 100000) # 1)", "public.@: ", false, 1),
            new Mutation("scale of a number", "CREATE TABLE @ (a numeric); INSERT INTO @ VALUES (1.0)", "UPDATE @ SET a = 1.00", "public.@: ", false, 1),
            new Mutation("last digit of a float", "CREATE TABLE @ (a float8); INSERT INTO @ VALUES (0.1)", "UPDATE @ SET a = 0.10000000000000002", "public.@: ", false, 1),
            new Mutation("a microsecond", "CREATE TABLE @ (a timestamptz); INSERT INTO @ VALUES ('2026-01-01 00:00:00.000001+00')", "UPDATE @ SET a = '2026-01-01 00:00:00.000002+00'", "public.@: ", false, 1),
            new Mutation("value in a JSON document", "CREATE TABLE @ (a jsonb); INSERT INTO @ VALUES ('{\"k\": [1, 2]}')", "UPDATE @ SET a = '{\"k\": [1, 3]}'", "public.@: ", false, 1),
            new Mutation("element of an array", "CREATE TABLE @ (a text[]); INSERT INTO @ VALUES ('{a,b}')", "UPDATE @ SET a[2] = 'c'", "public.@: ", false, 1),
            new Mutation("row of an unlogged table", "CREATE UNLOGGED TABLE @ (a int); INSERT INTO @ VALUES (1)", "DELETE FROM @", "public.@: ", false, 1),
            new Mutation("row of a partition", "CREATE TABLE @ (a int) PARTITION BY LIST (a); CREATE TABLE @_p PARTITION OF @ FOR VALUES IN (1, 2); INSERT INTO @ VALUES (1)", "UPDATE @ SET a = 2", "public.@_p: ", false, 1),
            new Mutation("row of an inheritance child", "CREATE TABLE @ (a int); CREATE TABLE @_c () INHERITS (@); INSERT INTO @_c VALUES (1)", "UPDATE ONLY @_c SET a = 2", "public.@_c: ", false, 1),
            new Mutation("row moved from parent to child", "CREATE TABLE @ (a int); CREATE TABLE @_c () INHERITS (@); INSERT INTO @ VALUES (1)", "DELETE FROM ONLY @; INSERT INTO @_c VALUES (1)", "public.@_c: ", false, 1),
            new Mutation("content of a large object", "SELECT lo_from_bytea(4711, 'some bytes')", "SELECT lo_put(4711, 2, 'XX')", "large objects: ", false, 1),
            new Mutation("comment on a large object", "SELECT lo_from_bytea(4712, 'more bytes'); COMMENT ON LARGE OBJECT 4712 IS 'one'", "COMMENT ON LARGE OBJECT 4712 IS 'two'", "large objects: ", false, 2),
            new Mutation("large object added", "SELECT lo_from_bytea(4713, 'bytes')", "SELECT lo_from_bytea(4714, 'bytes')", "large objects: ", false, 3),
            new Mutation("value of a sequence", "CREATE SEQUENCE @", "SELECT setval('@', 42)", "sequence public.@ is at ", false, 1),
            new Mutation("whether a sequence's value was handed out", "CREATE SEQUENCE @", "SELECT setval('@', 1, true)", "sequence public.@ is at ", false, 1),
            new Mutation("value of an identity column's sequence", "CREATE TABLE @ (a int GENERATED ALWAYS AS IDENTITY)", "SELECT nextval('@_a_seq')", "sequence public.@_a_seq is at ", false, 1),
            new Mutation("step of a sequence", "CREATE SEQUENCE @", "ALTER SEQUENCE @ INCREMENT 5", "SEQUENCE public.@:", false, 1),
            new Mutation("owner column of a sequence", "CREATE TABLE @ (a int, b int); CREATE SEQUENCE @_s OWNED BY @.a", "ALTER SEQUENCE @_s OWNED BY @.b", "SEQUENCE OWNED BY public.@_s:", false, 1),
            new Mutation("sequence added", "SELECT 1", "CREATE SEQUENCE @", "SEQUENCE public.@:", false, 1),
            new Mutation("sequence dropped", "CREATE SEQUENCE @", "DROP SEQUENCE @", "sequence public.@ is not on the target|SEQUENCE public.@:", false, 1),
            new Mutation("kind of an identity column", "CREATE TABLE @ (a int GENERATED ALWAYS AS IDENTITY)", "ALTER TABLE @ ALTER a SET GENERATED BY DEFAULT", "SEQUENCE public.@_a_seq:", false, 1),
            new Mutation("table added", "SELECT 1", "CREATE TABLE @ (a int)", "TABLE public.@:", false, 1),
            new Mutation("table dropped", "CREATE TABLE @ (a int)", "DROP TABLE @", "TABLE public.@:", false, 1),
            new Mutation("table renamed", "CREATE TABLE @ (a int)", "ALTER TABLE @ RENAME TO @_other", "TABLE public.@:", false, 1),
            new Mutation("table in another schema", "CREATE TABLE @ (a int); CREATE SCHEMA @_s", "ALTER TABLE @ SET SCHEMA @_s", "TABLE public.@:", false, 1),
            new Mutation("column added", "CREATE TABLE @ (a int)", "ALTER TABLE @ ADD b int", "TABLE public.@:", false, 1),
            new Mutation("column dropped", "CREATE TABLE @ (a int, b int)", "ALTER TABLE @ DROP b", "TABLE public.@:", false, 1),
            new Mutation("column renamed", "CREATE TABLE @ (a int)", "ALTER TABLE @ RENAME a TO b", "TABLE public.@:", false, 1),
            new Mutation("type of a column", "CREATE TABLE @ (a int)", "ALTER TABLE @ ALTER a TYPE bigint", "TABLE public.@:", false, 1),
            new Mutation("length of a column", "CREATE TABLE @ (a varchar(5))", "ALTER TABLE @ ALTER a TYPE varchar(6)", "TABLE public.@:", false, 1),
            new Mutation("order of columns", "CREATE TABLE @ (a int, b int)", "ALTER TABLE @ DROP a; ALTER TABLE @ ADD a int", "TABLE public.@:", false, 1),
            new Mutation("default of a column", "CREATE TABLE @ (a int DEFAULT 1)", "ALTER TABLE @ ALTER a SET DEFAULT 2", "TABLE public.@:", false, 1),
            new Mutation("expression of a generated column", "CREATE TABLE @ (a int, b int GENERATED ALWAYS AS (a * 2) STORED)", "ALTER TABLE @ DROP b; ALTER TABLE @ ADD b int GENERATED ALWAYS AS (a * 3) STORED", "TABLE public.@:", false, 1),
            new Mutation("NOT NULL dropped", "CREATE TABLE @ (a int NOT NULL)", "ALTER TABLE @ ALTER a DROP NOT NULL", "TABLE public.@:", false, 1),
            new Mutation("collation of a column", "CREATE TABLE @ (a text)", "ALTER TABLE @ ALTER a TYPE text COLLATE \"C\"", "TABLE public.@:", false, 1),
            new Mutation("statistics target of a column", "CREATE TABLE @ (a int)", "ALTER TABLE @ ALTER a SET STATISTICS 77", "TABLE public.@:", false, 1),
            new Mutation("storage of a column", "CREATE TABLE @ (a text)", "ALTER TABLE @ ALTER a SET STORAGE EXTERNAL", "TABLE public.@:", false, 1),
            new Mutation("compression of a column", "CREATE TABLE @ (a text)", "ALTER TABLE @ ALTER a SET COMPRESSION pglz", "TABLE public.@:", false, 1),
            new Mutation("comment on a table", "CREATE TABLE @ (a int); COMMENT ON TABLE @ IS 'one'", "COMMENT ON TABLE @ IS 'two'", "COMMENT public.TABLE @:", false, 1),
            new Mutation("comment on a column", "CREATE TABLE @ (a int)", "COMMENT ON COLUMN @.a IS 'new'", "COMMENT public.COLUMN @.a:", false, 1),
            new Mutation("option of a table", "CREATE TABLE @ (a int)", "ALTER TABLE @ SET (fillfactor = 50)", "TABLE public.@:", false, 1),
            new Mutation("unlogged table logged", "CREATE UNLOGGED TABLE @ (a int)", "ALTER TABLE @ SET LOGGED", "TABLE public.@:", false, 1),
            new Mutation("access method of a table", "CREATE TABLE @ (a int)", "ALTER TABLE @ SET ACCESS METHOD heap2", "TABLE public.@:", false, 1),
            new Mutation("replica identity", "CREATE TABLE @ (a int)", "ALTER TABLE @ REPLICA IDENTITY FULL", "TABLE public.@:", false, 1),
            new Mutation("inheritance ended", "CREATE TABLE @ (a int); CREATE TABLE @_c () INHERITS (@)", "ALTER TABLE @_c NO INHERIT @", "TABLE public.@_c:", false, 1),
            new Mutation("partition detached", "CREATE TABLE @ (a int) PARTITION BY LIST (a); CREATE TABLE @_p PARTITION OF @ FOR VALUES IN (1)", "ALTER TABLE @ DETACH PARTITION @_p", "TABLE ATTACH public.@_p:", false, 1),
            new Mutation("bounds of a partition", "CREATE TABLE @ (a int) PARTITION BY LIST (a); CREATE TABLE @_p PARTITION OF @ FOR VALUES IN (1)", "ALTER TABLE @ DETACH PARTITION @_p; ALTER TABLE @ ATTACH PARTITION @_p FOR VALUES IN (2)", "TABLE ATTACH public.@_p:", false, 1),
            new Mutation("check constraint dropped", "CREATE TABLE @ (a int CONSTRAINT @_k CHECK (a > 0))", "ALTER TABLE @ DROP CONSTRAINT @_k", "TABLE public.@:", false, 1),
            new Mutation("check constraint changed", "CREATE TABLE @ (a int CONSTRAINT @_k CHECK (a > 0))", "ALTER TABLE @ DROP CONSTRAINT @_k; ALTER TABLE @ ADD CONSTRAINT @_k CHECK (a > 1)", "TABLE public.@:", false, 1),
            new Mutation("check constraint not valid", "CREATE TABLE @ (a int); ALTER TABLE @ ADD CONSTRAINT @_k CHECK (a > 0)", "ALTER TABLE @ DROP CONSTRAINT @_k; ALTER TABLE @ ADD CONSTRAINT @_k CHECK (a > 0) NOT VALID", "public.@.@_k|CHECK CONSTRAINT public.@ @_k|TABLE public.@:", false, 1),
            new Mutation("foreign key dropped", "CREATE TABLE @ (a int PRIMARY KEY); CREATE TABLE @_r (a int CONSTRAINT @_f REFERENCES @); INSERT INTO @ VALUES (1); INSERT INTO @_r VALUES (1)", "ALTER TABLE @_r DROP CONSTRAINT @_f", "FK CONSTRAINT public.@_r @_f:", false, 1),
            new Mutation("foreign key not valid", "CREATE TABLE @ (a int PRIMARY KEY); CREATE TABLE @_r (a int CONSTRAINT @_f REFERENCES @); INSERT INTO @ VALUES (1); INSERT INTO @_r VALUES (1)", "ALTER TABLE @_r DROP CONSTRAINT @_f; ALTER TABLE @_r ADD CONSTRAINT @_f FOREIGN KEY (a) REFERENCES @ NOT VALID", "FK CONSTRAINT public.@_r @_f:", false, 1),
            new Mutation("what a foreign key does on delete", "CREATE TABLE @ (a int PRIMARY KEY); CREATE TABLE @_r (a int CONSTRAINT @_f REFERENCES @); INSERT INTO @ VALUES (1); INSERT INTO @_r VALUES (1)", "ALTER TABLE @_r DROP CONSTRAINT @_f; ALTER TABLE @_r ADD CONSTRAINT @_f FOREIGN KEY (a) REFERENCES @ ON DELETE CASCADE", "FK CONSTRAINT public.@_r @_f:", false, 1),
            new Mutation("foreign key deferrable", "CREATE TABLE @ (a int PRIMARY KEY); CREATE TABLE @_r (a int CONSTRAINT @_f REFERENCES @); INSERT INTO @ VALUES (1); INSERT INTO @_r VALUES (1)", "ALTER TABLE @_r ALTER CONSTRAINT @_f DEFERRABLE", "FK CONSTRAINT public.@_r @_f:", false, 1),
            new Mutation("foreign key that new rows need not meet", "CREATE TABLE @ (a int PRIMARY KEY); CREATE TABLE @_r (a int CONSTRAINT @_f REFERENCES @); INSERT INTO @ VALUES (1); INSERT INTO @_r VALUES (1)", "ALTER TABLE @_r DISABLE TRIGGER ALL", "constraint not enforced as on the source: public.@_r.@_f on public.@_r,|constraint enforced on the target and not on the source: public.@_r.@_f on public.@_r,", true, 1),
            new Mutation("foreign key that deleted rows need not meet", "CREATE TABLE @ (a int PRIMARY KEY); CREATE TABLE @_r (a int CONSTRAINT @_f REFERENCES @); INSERT INTO @ VALUES (1); INSERT INTO @_r VALUES (1)", "ALTER TABLE @ DISABLE TRIGGER ALL", "constraint not enforced as on the source: public.@_r.@_f on public.@,|constraint enforced on the target and not on the source: public.@_r.@_f on public.@,", true, 1),
            new Mutation("foreign key of a partition not enforced", "CREATE TABLE @ (a int PRIMARY KEY); CREATE TABLE @_r (a int CONSTRAINT @_f REFERENCES @) PARTITION BY LIST (a); CREATE TABLE @_p PARTITION OF @_r FOR VALUES IN (1)", "ALTER TABLE @_p DISABLE TRIGGER ALL", "constraint not enforced as on the source: public.@_r.@_f on public.@_p,|constraint enforced on the target and not on the source: public.@_r.@_f on public.@_p,", true, 1),
            new Mutation("unique constraint dropped", "CREATE TABLE @ (a int CONSTRAINT @_u UNIQUE)", "ALTER TABLE @ DROP CONSTRAINT @_u", "CONSTRAINT public.@ @_u:", false, 1),
            new Mutation("columns of a primary key", "CREATE TABLE @ (a int, b int, CONSTRAINT @_k PRIMARY KEY (a, b))", "ALTER TABLE @ DROP CONSTRAINT @_k; ALTER TABLE @ ADD CONSTRAINT @_k PRIMARY KEY (b, a)", "CONSTRAINT public.@ @_k:", false, 1),
            new Mutation("exclusion constraint dropped", "CREATE TABLE @ (a int4range, CONSTRAINT @_e EXCLUDE USING gist (a WITH &&))", "ALTER TABLE @ DROP CONSTRAINT @_e", "CONSTRAINT public.@ @_e:", false, 1),
            new Mutation("index dropped", "CREATE TABLE @ (a int, b text); CREATE INDEX @_i ON @ (a)", "DROP INDEX @_i", "INDEX public.@_i:", false, 1),
            new Mutation("index added", "CREATE TABLE @ (a int)", "CREATE INDEX @_i ON @ (a)", "INDEX public.@_i:", false, 1),
            new Mutation("index made unique", "CREATE TABLE @ (a int, b text); CREATE INDEX @_i ON @ (a)", "DROP INDEX @_i; CREATE UNIQUE INDEX @_i ON @ (a)", "INDEX public.@_i:", false, 1),
            new Mutation("columns of an index", "CREATE TABLE @ (a int, b text); CREATE INDEX @_i ON @ (a)", "DROP INDEX @_i; CREATE INDEX @_i ON @ (b)", "INDEX public.@_i:", false, 1),
            new Mutation("condition of an index", "CREATE TABLE @ (a int, b text); CREATE INDEX @_i ON @ (a)", "DROP INDEX @_i; CREATE INDEX @_i ON @ (a) WHERE a > 5", "INDEX public.@_i:", false, 1),
            new Mutation("order in an index", "CREATE TABLE @ (a int, b text); CREATE INDEX @_i ON @ (a)", "DROP INDEX @_i; CREATE INDEX @_i ON @ (a DESC)", "INDEX public.@_i:", false, 1),
            new Mutation("index that queries do not use", "CREATE TABLE @ (a int, b text); CREATE INDEX @_i ON @ (a)", "UPDATE pg_index SET indisvalid = false WHERE indexrelid = '@_i'::regclass", "invalid index public.@_i|INDEX public.@_i:", false, 1),
            new Mutation("table clustered by an index", "CREATE TABLE @ (a int, b text); CREATE INDEX @_i ON @ (a)", "ALTER TABLE @ CLUSTER ON @_i", "INDEX public.@_i:", false, 1),
            new Mutation("statistics object dropped", "CREATE TABLE @ (a int, b int); CREATE STATISTICS @_s ON a, b FROM @", "DROP STATISTICS @_s", "STATISTICS public.@_s:", false, 1),
            new Mutation("trigger dropped", "CREATE TABLE @ (a int); CREATE TRIGGER @_g BEFORE INSERT ON @ FOR EACH ROW EXECUTE FUNCTION nothing()", "DROP TRIGGER @_g ON @", "TRIGGER public.@ @_g:", false, 1),
            new Mutation("trigger disabled", "CREATE TABLE @ (a int); CREATE TRIGGER @_g BEFORE INSERT ON @ FOR EACH ROW EXECUTE FUNCTION nothing()", "ALTER TABLE @ DISABLE TRIGGER @_g", "TRIGGER public.@ @_g:", false, 1),
            new Mutation("trigger that always fires", "CREATE TABLE @ (a int); CREATE TRIGGER @_g BEFORE INSERT ON @ FOR EACH ROW EXECUTE FUNCTION nothing()", "ALTER TABLE @ ENABLE ALWAYS TRIGGER @_g", "TRIGGER public.@ @_g:", false, 1),
            new Mutation("trigger for replication only", "CREATE TABLE @ (a int); CREATE TRIGGER @_g BEFORE INSERT ON @ FOR EACH ROW EXECUTE FUNCTION nothing()", "ALTER TABLE @ ENABLE REPLICA TRIGGER @_g", "TRIGGER public.@ @_g:", false, 1),
            new Mutation("condition of a trigger", "CREATE TABLE @ (a int); CREATE TRIGGER @_g BEFORE INSERT ON @ FOR EACH ROW EXECUTE FUNCTION nothing()", "DROP TRIGGER @_g ON @; CREATE TRIGGER @_g BEFORE INSERT ON @ FOR EACH ROW WHEN (NEW.a > 1) EXECUTE FUNCTION nothing()", "TRIGGER public.@ @_g:", false, 1),
            new Mutation("rule dropped", "CREATE TABLE @ (a int); CREATE RULE @_u AS ON UPDATE TO @ DO INSTEAD NOTHING", "DROP RULE @_u ON @", "RULE public.@ @_u:", false, 1),
            new Mutation("rule disabled", "CREATE TABLE @ (a int); CREATE RULE @_u AS ON UPDATE TO @ DO INSTEAD NOTHING", "ALTER TABLE @ DISABLE RULE @_u", "RULE public.@ @_u:", false, 1),
            new Mutation("row security switched on", "CREATE TABLE @ (a int)", "ALTER TABLE @ ENABLE ROW LEVEL SECURITY", "ROW SECURITY public.@:", false, 1),
            new Mutation("row security forced on the owner", "CREATE TABLE @ (a int)", "ALTER TABLE @ FORCE ROW LEVEL SECURITY", "TABLE public.@:", false, 1),
            new Mutation("policy changed", "CREATE TABLE @ (a int); CREATE POLICY @_y ON @ USING (a > 1)", "ALTER POLICY @_y ON @ USING (true)", "POLICY public.@ @_y:", false, 1),
            new Mutation("event trigger disabled", "CREATE EVENT TRIGGER @_e ON ddl_command_end EXECUTE FUNCTION quiet()", "ALTER EVENT TRIGGER @_e DISABLE", "EVENT TRIGGER @_e:", false, 1),
            new Mutation("view changed", "CREATE VIEW @ AS SELECT 1 AS a", "CREATE OR REPLACE VIEW @ AS SELECT 2 AS a", "VIEW public.@:", false, 1),
            new Mutation("view dropped", "CREATE VIEW @ AS SELECT 1 AS a", "DROP VIEW @", "VIEW public.@:", false, 1),
            new Mutation("option of a view", "CREATE VIEW @ AS SELECT 1 AS a", "ALTER VIEW @ SET (security_barrier)", "VIEW public.@:", false, 1),
            new Mutation("definition of a materialized view", "CREATE MATERIALIZED VIEW @ AS SELECT 1 AS a", "DROP MATERIALIZED VIEW @; CREATE MATERIALIZED VIEW @ AS SELECT 1 AS a LIMIT 1", "MATERIALIZED VIEW public.@:", false, 1),
            new Mutation("materialized view without data", "CREATE MATERIALIZED VIEW @ AS SELECT 1 AS a", "REFRESH MATERIALIZED VIEW @ WITH NO DATA", "materialized view without data: \"public\".\"@\"|materialized view with data on the target only: public.@", true, 1),
            new Mutation("rows of a materialized view", "CREATE TABLE @_t AS SELECT 1 AS a; CREATE MATERIALIZED VIEW @ AS SELECT a FROM @_t", "INSERT INTO @_t VALUES (2); REFRESH MATERIALIZED VIEW @; DELETE FROM @_t WHERE a = 2; VACUUM FULL @_t", "materialized view public.@: ", true, 1),
            new Mutation("content of a materialized view", "CREATE TABLE @_t AS SELECT 1 AS a; CREATE MATERIALIZED VIEW @ AS SELECT a FROM @_t", "UPDATE @_t SET a = 2; REFRESH MATERIALIZED VIEW @; UPDATE @_t SET a = 1", "materialized view public.@: same count", true, 1),
            new Mutation("body of a function", "CREATE FUNCTION @(a int) RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n-- first\nRETURN a;\nEND $$", "CREATE OR REPLACE FUNCTION @(a int) RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n-- first\nRETURN a + 1;\nEND $$", "FUNCTION public.@(a integer):", false, 1),
            new Mutation("comment in a function's body", "CREATE FUNCTION @(a int) RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n-- first\nRETURN a;\nEND $$", "CREATE OR REPLACE FUNCTION @(a int) RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n-- second\nRETURN a;\nEND $$", "FUNCTION public.@(a integer):", false, 1),
            new Mutation("volatility of a function", "CREATE FUNCTION @(a int) RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n-- first\nRETURN a;\nEND $$", "ALTER FUNCTION @(int) STABLE", "FUNCTION public.@(a integer):", false, 1),
            new Mutation("whose rights a function has", "CREATE FUNCTION @(a int) RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n-- first\nRETURN a;\nEND $$", "ALTER FUNCTION @(int) SECURITY DEFINER", "FUNCTION public.@(a integer):", false, 1),
            new Mutation("setting of a function", "CREATE FUNCTION @(a int) RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n-- first\nRETURN a;\nEND $$", "ALTER FUNCTION @(int) SET search_path = ''", "FUNCTION public.@(a integer):", false, 1),
            new Mutation("function of the same name added", "CREATE FUNCTION @(a int) RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n-- first\nRETURN a;\nEND $$", "CREATE FUNCTION @(a text) RETURNS int LANGUAGE sql AS 'SELECT 1'", "FUNCTION public.@(a text):", false, 1),
            new Mutation("procedure dropped", "CREATE PROCEDURE @() LANGUAGE sql AS 'SELECT 1'", "DROP PROCEDURE @()", "PROCEDURE public.@():", false, 1),
            new Mutation("aggregate changed", "CREATE AGGREGATE @(float8) (SFUNC = float8mul, STYPE = float8, INITCOND = '1')", "DROP AGGREGATE @(float8); CREATE AGGREGATE @(float8) (SFUNC = float8mul, STYPE = float8, INITCOND = '2')", "AGGREGATE public.@(double precision):", false, 1),
            new Mutation("operator dropped", "CREATE SCHEMA @; CREATE OPERATOR @.<<<# (LEFTARG = int, RIGHTARG = int, FUNCTION = int4lt)", "DROP OPERATOR @.<<<# (int, int)", "OPERATOR @.<<<#:", false, 1),
            new Mutation("label added to an enum", "CREATE TYPE @ AS ENUM ('a', 'b')", "ALTER TYPE @ ADD VALUE 'c'", "TYPE public.@:", false, 1),
            new Mutation("attribute of a composite type", "CREATE TYPE @ AS (a int)", "ALTER TYPE @ ADD ATTRIBUTE b int", "TYPE public.@:", false, 1),
            new Mutation("check of a domain", "CREATE DOMAIN @ AS int CONSTRAINT @_k CHECK (VALUE > 0)", "ALTER DOMAIN @ DROP CONSTRAINT @_k", "DOMAIN public.@:", false, 1),
            new Mutation("default of a domain", "CREATE DOMAIN @ AS int", "ALTER DOMAIN @ SET DEFAULT 5", "DOMAIN public.@:", false, 1),
            new Mutation("collation dropped", "CREATE COLLATION @ (LOCALE = 'POSIX')", "DROP COLLATION @", "COLLATION public.@:", false, 1),
            new Mutation("text search configuration", "CREATE TEXT SEARCH CONFIGURATION @ (COPY = simple)", "ALTER TEXT SEARCH CONFIGURATION @ DROP MAPPING FOR asciiword", "TEXT SEARCH CONFIGURATION public.@:", false, 1),
            new Mutation("text search dictionary", "CREATE TEXT SEARCH DICTIONARY @ (TEMPLATE = simple)", "ALTER TEXT SEARCH DICTIONARY @ (accept = false)", "TEXT SEARCH DICTIONARY public.@:", false, 1),
            new Mutation("cast dropped", "CREATE TYPE @ AS ENUM ('a'); CREATE FUNCTION @_n(@) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'; CREATE CAST (@ AS int) WITH FUNCTION @_n(@)", "DROP CAST (@ AS int)", "CAST CAST (public.@ AS integer):", false, 1),
            new Mutation("option of a foreign server", "CREATE SERVER @ FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'a')", "ALTER SERVER @ OPTIONS (SET host 'b')", "SERVER @:", false, 1),
            new Mutation("user mapping", "CREATE SERVER @ FOREIGN DATA WRAPPER postgres_fdw; CREATE USER MAPPING FOR PUBLIC SERVER @ OPTIONS (user 'a')", "ALTER USER MAPPING FOR PUBLIC SERVER @ OPTIONS (SET user 'b')", "USER MAPPING USER MAPPING public SERVER @:", false, 1),
            new Mutation("foreign table dropped", "CREATE SERVER @_s FOREIGN DATA WRAPPER postgres_fdw; CREATE FOREIGN TABLE @ (a int) SERVER @_s", "DROP FOREIGN TABLE @", "FOREIGN TABLE public.@:", false, 1),
            new Mutation("schema added", "SELECT 1", "CREATE SCHEMA @", "SCHEMA @:", false, 1),
            new Mutation("comment on a function", "CREATE FUNCTION @() RETURNS int LANGUAGE sql AS 'SELECT 1'", "COMMENT ON FUNCTION @() IS 'new'", "COMMENT public.FUNCTION @():", false, 1),
            new Mutation("extension dropped", "CREATE EXTENSION ltree", "DROP EXTENSION ltree", "EXTENSION ltree:|extension ltree is not on the target", false, 1),
            new Mutation("schema of an extension", "CREATE SCHEMA @; CREATE EXTENSION seg", "ALTER EXTENSION seg SET SCHEMA @", "EXTENSION seg:", false, 1));

    /** Made once, on both sides, before all others. */
    static final String COMMON =
            "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
                    + " CREATE FUNCTION quiet() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';"
                    + " CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;"
                    + " CREATE EXTENSION postgres_fdw";

    /** Its own name, by its place in the list: {@code m007}. */
    String token() {
        return String.format("m%03d", ALL.indexOf(this));
    }

    String setupSql() {
        return setup.replace("@", token());
    }

    String changeSql() {
        return change.replace("@", token());
    }

    /** Whether a report's line is this change's. */
    boolean names(String line) {
        for (var text : named.replace("@", token()).split("\\|")) {
            if (line.contains(text)) {
                return true;
            }
        }
        return false;
    }
}
