-- Every kind of object that a PostgreSQL database can hold, each with the reason why it is here.
--
-- A line "--@ from N" begins a part that servers before major N leave out, "--@ from N until M" one that servers from M on
-- leave out too. Each part is one transaction.
-- Role zoo_reader and the extension zoo_keeper are made by the test, since neither can be made from within a database.

--@ from 12
-- Extensions: plain, in a schema of its own with an awkward name, and one with configuration tables, whose rows are the
-- user's where the condition says so.
CREATE EXTENSION citext; CREATE EXTENSION hstore; CREATE EXTENSION pgcrypto; CREATE EXTENSION btree_gist; CREATE EXTENSION pg_trgm;
CREATE EXTENSION intarray; CREATE EXTENSION ltree; CREATE EXTENSION cube; CREATE EXTENSION isn; CREATE EXTENSION lo; CREATE EXTENSION seg;
CREATE SCHEMA "ext.of ""mine"""; CREATE EXTENSION unaccent SCHEMA "ext.of ""mine""";
COMMENT ON EXTENSION citext IS 'the owner of an extension on RDS is not the user: left out of a restore';
CREATE EXTENSION zoo_keeper;
INSERT INTO zoo_keeper_setting VALUES ('by the user', 'kept', false), ('another', NULL, false);
INSERT INTO zoo_keeper_note VALUES (DEFAULT, 'written by the user');
SELECT nextval('zoo_keeper_free');

-- Schemas whose names try every quoting there is. "public 2" must not be taken for public.
CREATE SCHEMA "Größe ""quoted"""; CREATE SCHEMA "public 2"; CREATE SCHEMA "dots.and.%s"; CREATE SCHEMA "new
line -- no comment"; CREATE SCHEMA "{fn}?$1;'"; CREATE SCHEMA "MixedCase"; CREATE SCHEMA empty_schema; CREATE SCHEMA "select";
COMMENT ON SCHEMA "public 2" IS 'a comment on another schema';
COMMENT ON SCHEMA "new
line -- no comment" IS E'a comment\nof two lines with ''quotes''';

-- Types: enum (also grown in the middle), composite, nested, range, domain over everything, and arrays of all of them. They
-- have other numbers on the other server, which binary COPY of arrays and composites once stumbled over.
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy'); ALTER TYPE mood ADD VALUE 'so ''so''' AFTER 'sad';
CREATE TYPE "Enum.Ü" AS ENUM ('', ' ', 'a,b', '"', '\', 'NULL');
CREATE TYPE no_labels AS ENUM ();
CREATE TYPE point3 AS (x float8, y float8, label text, mood mood);
ALTER TYPE point3 ADD ATTRIBUTE gone int; ALTER TYPE point3 DROP ATTRIBUTE gone;
CREATE TYPE nested AS (one point3, many point3[], r int4range);
CREATE TYPE nothing_in_it AS ();
CREATE TYPE shell_only;
CREATE FUNCTION span_length(float8, float8) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT $1 - $2';
CREATE TYPE span AS RANGE (subtype = float8, subtype_diff = span_length);
CREATE TYPE text_span AS RANGE (subtype = text, collation = "C");
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE DOMAIN small_positive AS positive DEFAULT 7 NOT NULL CONSTRAINT "not. too big" CHECK (VALUE < 1000000);
CREATE DOMAIN positives AS positive[] CHECK (array_length(VALUE, 1) < 10);
CREATE DOMAIN moods AS mood[]; CREATE DOMAIN point_of AS point3 CHECK (VALUE IS NULL OR (VALUE).x IS NOT NULL);
CREATE DOMAIN c_text AS text COLLATE "C" CONSTRAINT later CHECK (VALUE <> 'x'); CREATE DOMAIN old_values AS int;
COMMENT ON DOMAIN positive IS 'domain'; COMMENT ON CONSTRAINT "not. too big" ON DOMAIN small_positive IS 'domain constraint';
COMMENT ON TYPE mood IS 'enum'; COMMENT ON COLUMN point3.x IS 'attribute'; COMMENT ON TYPE span IS 'range';

-- A base type of its own, with its shell and its functions of the server's own C code.
CREATE TYPE celsius; CREATE FUNCTION celsius_in(cstring) RETURNS celsius LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION celsius_out(celsius) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE celsius (INPUT = celsius_in, OUTPUT = celsius_out, INTERNALLENGTH = 4, PASSEDBYVALUE, ALIGNMENT = int4);

-- Functions, with search_path traps: one with its own path, one that names its schema, one that shadows a built-in.
CREATE FUNCTION double_of(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
CREATE FUNCTION "dots.and.%s"."fn; --"("arg ""1""" int DEFAULT 3, VARIADIC rest text[] DEFAULT '{}') RETURNS text LANGUAGE sql STABLE COST 7
  AS 'SELECT $1::text || array_to_string($2, '','')';
CREATE FUNCTION "MixedCase".lower(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'shadow' $$;
CREATE FUNCTION with_path(text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = "MixedCase", pg_catalog AS 'SELECT lower($1)';
CREATE FUNCTION rows_of() RETURNS TABLE (a int, b text) LANGUAGE plpgsql ROWS 5 SECURITY DEFINER SET work_mem = '1MB' AS
  $body$ BEGIN RETURN QUERY SELECT 1, 'x$$x'::text; END $body$;
CREATE FUNCTION broken() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT a FROM table_that_is_not_there); END';
CREATE PROCEDURE proc(INOUT a int) LANGUAGE plpgsql AS 'BEGIN a := a + 1; END';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.changed := NEW.changed + 1; RETURN NEW; END';
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused by a trigger'; END $$;
COMMENT ON FUNCTION double_of(int) IS 'function'; COMMENT ON PROCEDURE proc(int) IS 'procedure';
CREATE AGGREGATE product(float8) (SFUNC = float8mul, STYPE = float8, INITCOND = '1'); COMMENT ON AGGREGATE product(float8) IS 'aggregate';
CREATE AGGREGATE my_rank(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
CREATE OPERATOR "dots.and.%s".<<<# (LEFTARG = int, RIGHTARG = int, FUNCTION = int4lt, COMMUTATOR = OPERATOR("dots.and.%s".#>>>));
COMMENT ON OPERATOR "dots.and.%s".<<<#(int, int) IS 'operator';
CREATE FUNCTION mood_number(mood) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT length($1::text)'; CREATE CAST (mood AS int) WITH FUNCTION mood_number(mood) AS ASSIGNMENT; CREATE CAST (point3 AS jsonb) WITH INOUT; COMMENT ON CAST (mood AS int) IS 'cast';
CREATE FUNCTION celsius_cmp(celsius, celsius) RETURNS int LANGUAGE internal IMMUTABLE STRICT AS 'btint4cmp';
CREATE FUNCTION celsius_lt(celsius, celsius) RETURNS bool LANGUAGE internal IMMUTABLE STRICT AS 'int4lt';
CREATE FUNCTION celsius_le(celsius, celsius) RETURNS bool LANGUAGE internal IMMUTABLE STRICT AS 'int4le';
CREATE FUNCTION celsius_eq(celsius, celsius) RETURNS bool LANGUAGE internal IMMUTABLE STRICT AS 'int4eq';
CREATE FUNCTION celsius_ge(celsius, celsius) RETURNS bool LANGUAGE internal IMMUTABLE STRICT AS 'int4ge';
CREATE FUNCTION celsius_gt(celsius, celsius) RETURNS bool LANGUAGE internal IMMUTABLE STRICT AS 'int4gt';
CREATE OPERATOR < (LEFTARG = celsius, RIGHTARG = celsius, FUNCTION = celsius_lt); CREATE OPERATOR <= (LEFTARG = celsius, RIGHTARG = celsius, FUNCTION = celsius_le);
CREATE OPERATOR = (LEFTARG = celsius, RIGHTARG = celsius, FUNCTION = celsius_eq); CREATE OPERATOR >= (LEFTARG = celsius, RIGHTARG = celsius, FUNCTION = celsius_ge);
CREATE OPERATOR > (LEFTARG = celsius, RIGHTARG = celsius, FUNCTION = celsius_gt);
CREATE OPERATOR FAMILY warmth USING btree; COMMENT ON OPERATOR FAMILY warmth USING btree IS 'operator family';
CREATE OPERATOR CLASS warm DEFAULT FOR TYPE celsius USING btree FAMILY warmth AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 celsius_cmp(celsius, celsius);
CREATE CONVERSION "my latin" FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
CREATE FUNCTION plother_call() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler'; CREATE LANGUAGE plother HANDLER plother_call; COMMENT ON LANGUAGE plother IS 'language';
CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;
CREATE FUNCTION hstore_from_text(internal) RETURNS internal LANGUAGE internal STRICT IMMUTABLE AS 'textlike_support';
CREATE TRANSFORM FOR hstore LANGUAGE plother (FROM SQL WITH FUNCTION hstore_from_text(internal)); COMMENT ON TRANSFORM FOR hstore LANGUAGE plother IS 'transform';

-- Text search, all four kinds.
CREATE TEXT SEARCH DICTIONARY short_words (TEMPLATE = simple, STOPWORDS = english); CREATE TEXT SEARCH CONFIGURATION mine (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION mine ALTER MAPPING FOR asciiword WITH short_words;
CREATE TEXT SEARCH PARSER my_parser (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
CREATE TEXT SEARCH TEMPLATE my_template (LEXIZE = dsimple_lexize, INIT = dsimple_init);
COMMENT ON TEXT SEARCH CONFIGURATION mine IS 'configuration';

-- Collations: of the C library, of ICU, and one that is not deterministic.
CREATE COLLATION posix (LOCALE = 'POSIX'); CREATE COLLATION german (PROVIDER = icu, LOCALE = 'de-u-co-phonebk');
CREATE COLLATION any_case (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false); COMMENT ON COLLATION german IS 'collation';

-- The wide one: a column of every kind of type. A dropped column, a generated one, an identity that refuses values.
CREATE TABLE zoo (
  id bigint GENERATED ALWAYS AS IDENTITY (START 5 INCREMENT 3) PRIMARY KEY,
  small positive, doubled int GENERATED ALWAYS AS (double_of(7)) STORED,
  gone text, mood mood, moods mood[], p point3, ps point3[], nested nested, s span, ss span[], ts text_span,
  ci citext UNIQUE, h hstore, lt ltree, cu cube, isbn isbn, ints int[], j json, jb jsonb, jp jsonpath, b bytea, n numeric, n5 numeric(12,5), f8 float8, f4 float4,
  t timestamp, tz timestamptz, d date, i interval, iy interval year to month, tm time(3), ttz timetz, u uuid, x xml, bits bit varying(12), fixed bit(3), net inet, cidr cidr, mac macaddr, mac8 macaddr8,
  c char(5), ch "char", nm name, money money, arr text[], arr2 int[][], txt text COLLATE "C", ger text COLLATE german, ins text COLLATE any_case, pt point, ln line, seg lseg, box box, path path, pol polygon, cir circle, tsv tsvector, tsq tsquery,
  r4 int4range, r8 int8range, rn numrange, rt tsrange, rtz tstzrange, rd daterange, rs int4range[], posi positives, ms moods, po point_of, sp small_positive, ct c_text, e "Enum.Ü", es "Enum.Ü"[], cel celsius, cels celsius[], lsn pg_lsn, snap txid_snapshot, o oid, ov oidvector, iv int2vector, acl aclitem[], cid cid, xid xid, tid tid, lob lo, sg seg);
ALTER TABLE zoo DROP COLUMN gone;
INSERT INTO zoo (small, mood, moods, p, ps, nested, s, ss, ts, ci, h, lt, cu, ints, j, jb, jp, b, n, n5, f8, f4, t, tz, d, i, iy, tm, ttz, u, x, bits, fixed, net, cidr, mac, mac8, c, ch, nm, money, arr, arr2, txt, ger, ins, pt, ln, seg, box, path, pol, cir, tsv, tsq, r4, r8, rn, rt, rtz, rd, rs, posi, ms, po, ct, e, es, cel, cels, lsn, snap, o, ov, iv, acl, cid, xid, tid, sg)
SELECT g, 'happy', '{sad,ok}', ROW(g::float8, 'NaN'::float8, E'tab\there "q" \\'::text, 'ok'::mood)::point3, ARRAY[ROW(1::float8,2::float8,'a,b('::text,'sad'::mood)::point3],
  ROW(ROW(1,2,'in','ok')::point3, ARRAY[ROW(3,4,NULL,NULL)::point3, NULL], '[1,5)')::nested, span(1, g + 1), ARRAY[span(1,2)], text_span('a', 'b'),
  'Name' || g, hstore('k', 'v' || g), 'a.b.c', cube(g), ARRAY[g, 2], '{"a":  1, "a": "\u0001"}', jsonb_build_object('g', g, 'n', 1.50), '$.a[*] ? (@ > 1)', decode(md5(g::text), 'hex'), g / 7.0, g / 3.0, g / 3.0, (g / 3.0)::float4,
  timestamp '2026-11-20 12:00' - g * interval '1 hour', timestamptz '2026-11-20 12:00:00.123456+02' - g * interval '1 day', date '2026-11-20' - g, g * interval '1 month 3 seconds', '2 years 3 months', '12:34:56.789', '12:34:56.789+05:30', md5(g::text)::uuid, '<a b="c">&lt;</a>', B'1010', B'101', '10.0.0.1/24', '10.0.0.0/24', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05',
  'ab', 'x', 'name', g, ARRAY['x', NULL, E'line\nbreak', 'NULL', '', '{}'], '{{1,2},{3,4}}', repeat('ß', 10), 'Ärger', 'CaSe', point(g, 1), '{1,2,3}', '[(0,0),(1,1)]', '((0,0),(1,1))', '((1,2),(3,4))', '((0,0),(1,1),(2,0))', '<(0,0),1>', to_tsvector('simple', 'a b c'), 'a & !b:*',
  int4range(g, g + 5), '(,9)', '[1.5,)', '[2026-01-01,2026-01-02)', '(2026-01-01 00:00+00,)', 'empty', ARRAY[int4range(1, 2), 'empty'], ARRAY[1, 2]::positive[], '{sad,NULL}', ROW(1, NULL, NULL, NULL)::point3, 'plain', 'a,b', '{"",NULL,"NULL","a,b","\""}', g::text::celsius, ARRAY[g, 2]::text[]::celsius[], '16/B374D848', '10:20:10,14,15', g, '1 2 3', '1 2', NULL, '5', '6', '(7,8)', '1.5 .. 2.5'
FROM generate_series(1, 700) g;
UPDATE zoo SET acl = ARRAY[makeaclitem(10, 10, 'SELECT', false)] WHERE id = 5;
INSERT INTO zoo DEFAULT VALUES;
COMMENT ON TABLE zoo IS 'table'; COMMENT ON COLUMN zoo.small IS E'column with a \\ and a \n'; COMMENT ON CONSTRAINT zoo_pkey ON zoo IS 'constraint';

-- Extremes: the first and last of every type, infinities, BC, nothing, and text that looks like COPY's own marks.
CREATE TABLE extremes (id int PRIMARY KEY, i2 int2, i4 int4, i8 int8, f4 float4, f8 float8, n numeric, d date, t timestamp, tz timestamptz, tm time, ttz timetz, i interval, txt text, b bytea, arr text[], far int[], m money, jb jsonb, j json, x xml);
INSERT INTO extremes VALUES
 (1, -32768, -2147483648, -9223372036854775808, '-Infinity', '-Infinity', 'NaN', '-infinity', '-infinity', '-infinity', '00:00', '00:00+15:59', '-178000000 years', E'\\N', '', '{}', '{}', '-92233720368547758.08', 'null', 'null', ''),
 (2, 32767, 2147483647, 9223372036854775807, 'Infinity', 'Infinity', 0.000000000000000000000000000000000000001, 'infinity', 'infinity', 'infinity', '24:00', '24:00-15:59', '178000000 years', E'\\.', '\x00', '{NULL}', '[-2:0]={1,2,3}', '92233720368547758.07', '{"": {"": [[[]]]}}', E' {"dup":1,\n "dup":2} ', '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><r/>'),
 (3, 0, 0, 0, '-0', '-0', 1e1000, '4713-01-01 BC', '4713-01-01 00:00:00 BC', '4713-01-02 00:00:00+00 BC', '23:59:59.999999', '12:00', '1 mon -1 day 00:00:00.000001', E'\x01\x7f\r\n\t\b\f\v', '\x000102ff', '{{{{a}}}}', '[5:6][-1:0]={{1,2},{3,NULL}}', 0, '1e400', '1', 'a<b/>c'),
 (4, NULL, NULL, NULL, 'NaN', 'NaN', -1e-300, '5874897-12-31', '294276-12-31 23:59:59.999999', '294276-12-31 23:59:59.999999+00', NULL, NULL, '0', U&'\FFFF\+10FFFF\200B\202E\0301', NULL, '{"{}","\"","\\","," }', NULL, NULL, '"\u00e9\ud83d\ude00"', '"\u0000"', NULL),
 (5, NULL, NULL, NULL, 1.17549435e-38, 4.9e-324, 12345678901234567890.1234567890, '0001-12-31 BC', '0001-01-01', NULL, NULL, NULL, '-1:00', '', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
 (6, NULL, NULL, NULL, 3.40282347e38, 1.7976931348623157e308, NULL, NULL, NULL, NULL, NULL, NULL, NULL, repeat(E'\\.\n', 1000), NULL, NULL, NULL, NULL, NULL, NULL, NULL);

-- Values of a megabyte, in each way of storing them; statistics targets, compression and storage that must be kept.
CREATE TABLE stored (id int PRIMARY KEY, plain text, external text, main text, extended text, doc jsonb, blob bytea) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, toast.autovacuum_enabled = false, toast_tuple_target = 4080);
ALTER TABLE stored ALTER plain SET STORAGE PLAIN, ALTER external SET STORAGE EXTERNAL, ALTER main SET STORAGE MAIN, ALTER blob SET STORAGE EXTERNAL, ALTER extended SET STATISTICS 500, ALTER plain SET (n_distinct = -0.5, n_distinct_inherited = 3);
INSERT INTO stored SELECT g, 'short', repeat('e' || g, 500000), repeat('m', 1000000), (SELECT string_agg(md5(k::text), '') FROM generate_series(1, 32768) k), jsonb_build_object('v', repeat('j', 1000000)), decode(repeat('0aff', 500000), 'hex') FROM generate_series(1, 2) g;

-- Partitions: by range, list, hash, with a default, partitioned again, with other column order, with dropped columns, with a
-- key of their own, with foreign keys in both directions.
CREATE TABLE events (at date NOT NULL, n int, gone int, what text, PRIMARY KEY (at, n)) PARTITION BY RANGE (at); ALTER TABLE events DROP COLUMN gone;
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');
CREATE TABLE events_0 (what text, drop_me int, n int NOT NULL, at date NOT NULL); ALTER TABLE events_0 DROP COLUMN drop_me; ALTER TABLE events ATTACH PARTITION events_0 FOR VALUES FROM (MINVALUE) TO ('2026-01-01');
CREATE TABLE events_2 PARTITION OF events DEFAULT PARTITION BY HASH (n);
CREATE TABLE events_2a PARTITION OF events_2 FOR VALUES WITH (MODULUS 2, REMAINDER 0); CREATE TABLE events_2b PARTITION OF events_2 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE INDEX ON events (n) INCLUDE (what); CREATE INDEX only_parent ON ONLY events (what); CREATE INDEX own_index ON events_1 (what DESC NULLS LAST);
INSERT INTO events SELECT date '2025-11-01' + g, g, 'what ' || g FROM generate_series(1, 500) g;
CREATE TABLE by_list (k text, mood mood) PARTITION BY LIST (k); CREATE TABLE "by_list a,b" PARTITION OF by_list FOR VALUES IN ('a', 'b''', NULL); CREATE TABLE by_list_rest PARTITION OF by_list DEFAULT;
INSERT INTO by_list VALUES ('a', 'ok'), (NULL, 'sad'), ('z', NULL);
CREATE TABLE by_expression (a int, b text) PARTITION BY RANGE (lower(b), (a % 10)); CREATE TABLE by_expression_1 PARTITION OF by_expression (a DEFAULT 4, CONSTRAINT own CHECK (a < 1000)) FOR VALUES FROM ('a', 0) TO ('zz', MAXVALUE); INSERT INTO by_expression VALUES (5, 'Hello');
CREATE TABLE no_partitions (a int) PARTITION BY LIST (a);
CREATE TABLE event_notes (id int PRIMARY KEY, at date, n int, FOREIGN KEY (at, n) REFERENCES events); INSERT INTO event_notes SELECT n, at, n FROM events WHERE n < 20;
CREATE TABLE refers (id int, zoo_id bigint REFERENCES zoo ON DELETE SET NULL) PARTITION BY HASH (id); CREATE TABLE refers_0 PARTITION OF refers FOR VALUES WITH (MODULUS 1, REMAINDER 0); INSERT INTO refers VALUES (1, 5), (2, NULL);
CREATE TABLE detached PARTITION OF by_list FOR VALUES IN ('gone'); ALTER TABLE by_list DETACH PARTITION detached; INSERT INTO detached VALUES ('anything', 'ok');

-- Inheritance: a parent's rows and a child's rows are different rows, children have more columns, other defaults, two parents.
CREATE TABLE parent (a int DEFAULT 1, CONSTRAINT not_inherited CHECK (a < 100) NO INHERIT, CONSTRAINT inherited CHECK (a > -100)); CREATE TABLE other_parent (o text);
CREATE TABLE child (b int) INHERITS (parent); CREATE TABLE grandchild (a int DEFAULT 9, c text) INHERITS (child, other_parent);
INSERT INTO parent VALUES (1), (1); INSERT INTO child VALUES (2, 3), (400, 5); INSERT INTO grandchild VALUES (6, 7, 'o', 'c'); ALTER TABLE parent ADD COLUMN late text DEFAULT 'late';

-- Tables that trip whoever expects rows, columns, keys or a name.
CREATE TABLE no_columns (); INSERT INTO no_columns DEFAULT VALUES; INSERT INTO no_columns DEFAULT VALUES;
CREATE TABLE all_dropped (a int, b int); INSERT INTO all_dropped VALUES (1, 2), (3, 4), (5, 6); ALTER TABLE all_dropped DROP a, DROP b;
CREATE TABLE only_generated (a int GENERATED ALWAYS AS (1) STORED); INSERT INTO only_generated DEFAULT VALUES;
CREATE TABLE empty (a int PRIMARY KEY); CREATE TABLE duplicates (a int, b text); INSERT INTO duplicates SELECT 1, 'same' FROM generate_series(1, 500);
CREATE UNLOGGED TABLE unlogged (a int PRIMARY KEY, s serial); INSERT INTO unlogged VALUES (1), (2);
CREATE TABLE of_type OF point3 (PRIMARY KEY (label), x WITH OPTIONS DEFAULT 3); INSERT INTO of_type VALUES (1, 2, 'key', 'sad');
CREATE TABLE other_heap (a int) USING heap2; INSERT INTO other_heap VALUES (1);
CREATE TABLE "Größe ""quoted"""."Straße ""x""" ("weird ""name" text, "select" int, "a.b" int, "new
line" int, "?" int, "%s" int, "{d}" int, "$1" int, "'" int, "\" int, " " int, ";--" int DEFAULT 5, "CamelCase" int, "ünïcödé 😀" int);
INSERT INTO "Größe ""quoted"""."Straße ""x""" VALUES ('ü', 1, 2, 3, 4, 5, 6, 7, 8, 9), (NULL, NULL, 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL), ('', 3, NULL, 3, 3, 3, 3, 3, 3, 3); COMMENT ON TABLE "Größe ""quoted"""."Straße ""x""" IS 'a comment';
CREATE TABLE "new
line -- no comment"."table
; DROP TABLE zoo; --" (a int); INSERT INTO "new
line -- no comment"."table
; DROP TABLE zoo; --" VALUES (1);
CREATE TABLE "{fn}?$1;'"."{d '2026'} ? :x %s" ("?" serial PRIMARY KEY, "{" text); INSERT INTO "{fn}?$1;'"."{d '2026'} ? :x %s" ("{") VALUES ('}');
CREATE TABLE "public 2"."a.b" (a int); CREATE TABLE "public 2"."a" (b int); INSERT INTO "public 2"."a.b" VALUES (1);
CREATE TABLE "select"."table" ("from" int PRIMARY KEY, "user" text); INSERT INTO "select"."table" VALUES (1, current_user);
CREATE TABLE "MixedCase"."MixedCase" ("MixedCase" serial); INSERT INTO "MixedCase"."MixedCase" DEFAULT VALUES;
CREATE TABLE äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä (äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä serial PRIMARY KEY, äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüb int UNIQUE DEFAULT 3); INSERT INTO äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä DEFAULT VALUES;
CREATE TABLE "COMMENT - EXTENSION x" (a int); INSERT INTO "COMMENT - EXTENSION x" VALUES (1);
DO $$ BEGIN EXECUTE 'CREATE TABLE thousand (' || (SELECT string_agg(format('c%s int', g), ', ') FROM generate_series(1, 1000) g) || ')'; EXECUTE 'INSERT INTO thousand SELECT ' || (SELECT string_agg('g', ', ') FROM generate_series(1, 1000)) || ' FROM generate_series(1, 20) g'; END $$;

-- Names of objects instead of their numbers: binary COPY would carry numbers that mean nothing on the other server.
CREATE TABLE catalog (r regclass, t regtype, p regprocedure, rs regclass[], f regproc, op regoperator, rop regoper, ns regnamespace, ro regrole, cf regconfig, di regdictionary);
INSERT INTO catalog VALUES ('zoo', 'mood', 'double_of(int)', ARRAY['events', 'child', '"Größe ""quoted"""."Straße ""x"""']::regclass[], 'touch', '"dots.and.%s".<<<#(int,int)', NULL, '"new
line -- no comment"', 'zoo_reader', 'mine', 'short_words');

-- Foreign keys: to itself, in a circle, deferrable, to two columns, with every action; and constraints nobody has validated.
CREATE TABLE documents (id serial PRIMARY KEY, body jsonb, zoo_id bigint REFERENCES zoo ON DELETE CASCADE ON UPDATE SET DEFAULT);
INSERT INTO documents (body, zoo_id) SELECT jsonb_build_object('page', g, 'data', (SELECT string_agg(md5(g::text || k::text), '') FROM generate_series(1, 300) k)), 5 + 3 * (g % 700) FROM generate_series(1, 1500) g;
CREATE TABLE tree (id int PRIMARY KEY, up int REFERENCES tree DEFERRABLE INITIALLY DEFERRED); INSERT INTO tree VALUES (2, 1), (1, NULL), (3, 3);
CREATE TABLE ring_a (id int PRIMARY KEY, b int NOT NULL); CREATE TABLE ring_b (id int PRIMARY KEY, a int NOT NULL REFERENCES ring_a DEFERRABLE INITIALLY DEFERRED);
ALTER TABLE ring_a ADD CONSTRAINT "to ""b""" FOREIGN KEY (b) REFERENCES ring_b DEFERRABLE INITIALLY DEFERRED; INSERT INTO ring_a VALUES (1, 1); INSERT INTO ring_b VALUES (1, 1);
SET CONSTRAINTS ALL IMMEDIATE;
CREATE TABLE two_keys (a int, b text, UNIQUE (a, b) DEFERRABLE INITIALLY DEFERRED, EXCLUDE USING gist (a WITH =, b WITH <>) WHERE (a > 0)); INSERT INTO two_keys VALUES (1, 'x'), (2, 'y');
CREATE TABLE full_match (a int, b text, at date, n int, FOREIGN KEY (at, n) REFERENCES events (at, n) MATCH FULL); INSERT INTO full_match VALUES (1, 'x', NULL, NULL);
ALTER TABLE duplicates ADD CONSTRAINT never CHECK (a > 5) NOT VALID; INSERT INTO full_match VALUES (9, 'nowhere', NULL, NULL);
CREATE TABLE orphans (a int); INSERT INTO orphans VALUES (12345); ALTER TABLE orphans ADD CONSTRAINT orphan FOREIGN KEY (a) REFERENCES empty NOT VALID;
CREATE TABLE of_domain (v old_values); INSERT INTO of_domain VALUES (-1); ALTER DOMAIN old_values ADD CONSTRAINT from_now CHECK (VALUE > 0) NOT VALID;
CREATE FUNCTION known_mood(mood) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT $1 IS NOT NULL'; ALTER TABLE by_list ADD CONSTRAINT calls CHECK (k IS NULL OR public.with_path(k) = 'shadow');

-- Indexes of all methods, partial, by expression, covering, with classes, collations, parameters, targets, one that others cluster by.
CREATE INDEX ON zoo USING gin (jb jsonb_path_ops); CREATE INDEX ON zoo USING gist (r4, pt) ; CREATE INDEX ON zoo USING brin (t) WITH (pages_per_range = 4); CREATE INDEX ON zoo USING hash (u); CREATE INDEX ON zoo USING spgist (txt);
CREATE INDEX "expr ""x""" ON zoo (double_of(small::int), (jb ->> 'g') COLLATE "C" text_pattern_ops) INCLUDE (n) WITH (fillfactor = 55) WHERE small > 3; ALTER INDEX "expr ""x""" ALTER COLUMN 2 SET STATISTICS 300;
CREATE INDEX ON zoo USING gin (txt gin_trgm_ops); CREATE INDEX ON zoo (cel); CREATE UNIQUE INDEX replica ON documents (id, zoo_id) WHERE false; COMMENT ON INDEX replica IS 'index';
ALTER TABLE documents CLUSTER ON documents_pkey; ALTER TABLE zoo REPLICA IDENTITY FULL; ALTER TABLE ring_a REPLICA IDENTITY USING INDEX ring_a_pkey; ALTER TABLE empty REPLICA IDENTITY NOTHING;
CREATE STATISTICS "MixedCase"."st.at" (ndistinct, dependencies, mcv) ON small, mood FROM zoo; COMMENT ON STATISTICS "MixedCase"."st.at" IS 'statistics';

-- Sequences: free, owned, never called, descending, cycling, at the last number, small, in a schema with a name.
CREATE SEQUENCE lonely START 7; SELECT nextval('lonely'); SELECT nextval('lonely'); CREATE SEQUENCE untouched START 42; COMMENT ON SEQUENCE lonely IS 'sequence';
CREATE SEQUENCE down INCREMENT -7 MINVALUE -1000 MAXVALUE -5 START -10 CYCLE; SELECT nextval('down'); CREATE SEQUENCE at_the_end MAXVALUE 9223372036854775807; SELECT setval('at_the_end', 9223372036854775807);
CREATE SEQUENCE tiny AS smallint CACHE 20; SELECT nextval('tiny'); CREATE SEQUENCE "dots.and.%s"."se.q ""?"; SELECT setval('"dots.and.%s"."se.q ""?"', 99, false); ALTER SEQUENCE untouched OWNED BY empty.a;
CREATE TABLE identities (a int GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME "id seq. ""?""" MINVALUE -5 START -5), b int DEFAULT nextval('lonely'::regclass), c uuid DEFAULT gen_random_uuid(), d timestamptz DEFAULT clock_timestamp(), e text DEFAULT E'it''s \\', f int[] DEFAULT '{1,2}'); INSERT INTO identities DEFAULT VALUES; INSERT INTO identities VALUES (100, 1);

-- Views: plain, with check option, barrier, recursive, one that needs a key, two that need each other's rules, of odd names.
CREATE VIEW adults AS SELECT id, small FROM zoo WHERE small > 18 WITH LOCAL CHECK OPTION; CREATE VIEW old_adults WITH (security_barrier) AS SELECT * FROM adults WHERE small > 60 WITH CASCADED CHECK OPTION; ALTER VIEW adults ALTER small SET DEFAULT 20;
CREATE RECURSIVE VIEW numbers (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < 5; CREATE VIEW by_key AS SELECT id, small, count(*) FROM zoo GROUP BY id; CREATE VIEW "v ""?"" %s" ("a.b") AS SELECT 1; CREATE VIEW no_column_view AS SELECT; COMMENT ON VIEW adults IS 'view'; COMMENT ON COLUMN adults.small IS 'view column';
CREATE VIEW circle_a AS SELECT 1 AS x; CREATE VIEW circle_b AS SELECT x FROM circle_a; CREATE OR REPLACE VIEW circle_a AS SELECT x FROM (SELECT 1 AS x WHERE false) s;
CREATE FUNCTION over_view() RETURNS SETOF by_key LANGUAGE sql AS 'SELECT * FROM public.by_key';

-- Materialised views: never filled, filled, built on another whose name sorts later, with indexes, over a view that comes late.
CREATE MATERIALIZED VIEW aaa_first AS SELECT 1 AS one WITH NO DATA; CREATE MATERIALIZED VIEW counts AS SELECT mood, count(*) FROM zoo GROUP BY mood; CREATE MATERIALIZED VIEW a_counts_twice WITH (fillfactor = 50) AS SELECT * FROM counts;
CREATE MATERIALIZED VIEW aa_thrice AS SELECT c.mood, k.id FROM a_counts_twice c, by_key k WHERE k.id < 20; CREATE UNIQUE INDEX ON counts (mood); CREATE INDEX ON a_counts_twice (count); COMMENT ON MATERIALIZED VIEW counts IS 'materialised view'; ALTER MATERIALIZED VIEW counts ALTER count SET STATISTICS 11;

-- Triggers in each state, and of each kind; a load that fired one of them would change rows or fail. Rules as well.
CREATE TABLE watched (a int, changed int DEFAULT 0); CREATE TRIGGER touch BEFORE INSERT ON watched FOR EACH ROW EXECUTE FUNCTION touch(); INSERT INTO watched VALUES (1);
CREATE TRIGGER off BEFORE INSERT ON watched FOR EACH ROW EXECUTE FUNCTION refuse(); ALTER TABLE watched DISABLE TRIGGER off; CREATE TRIGGER always AFTER UPDATE ON watched REFERENCING NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION refuse(); ALTER TABLE watched ENABLE ALWAYS TRIGGER always;
CREATE TRIGGER on_replica BEFORE DELETE ON watched FOR EACH ROW WHEN (OLD.a > 5) EXECUTE FUNCTION refuse(); ALTER TABLE watched ENABLE REPLICA TRIGGER on_replica; CREATE CONSTRAINT TRIGGER "later ""?" AFTER INSERT ON duplicates DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse(); COMMENT ON TRIGGER touch ON watched IS 'trigger';
CREATE TRIGGER on_parts AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION refuse(); ALTER TABLE events_1 DISABLE TRIGGER on_parts; CREATE TRIGGER instead INSTEAD OF INSERT ON by_key FOR EACH ROW EXECUTE FUNCTION refuse(); CREATE TRIGGER truncated BEFORE TRUNCATE ON zoo EXECUTE FUNCTION refuse(); CREATE TRIGGER always_on_load BEFORE INSERT ON stored FOR EACH ROW EXECUTE FUNCTION refuse(); ALTER TABLE stored ENABLE ALWAYS TRIGGER always_on_load;
CREATE RULE to_nowhere AS ON INSERT TO duplicates WHERE NEW.a = 99 DO INSTEAD NOTHING; CREATE RULE off AS ON UPDATE TO parent DO ALSO DELETE FROM empty; ALTER TABLE parent DISABLE RULE off; COMMENT ON RULE to_nowhere ON duplicates IS 'rule';

-- Rows as values: columns, arrays and domains of a table's own type, also where that table has dropped columns; a cursor's name.
CREATE TABLE has_rows (d documents, ds documents[], z parent, cursor refcursor, names name[], chars char(3)[], ends_in_space varchar(5)); ALTER TABLE parent ADD COLUMN dropped_later int; ALTER TABLE parent DROP COLUMN dropped_later;
INSERT INTO has_rows SELECT d, ARRAY[d, NULL], ROW(7, 'l')::parent, 'a cursor', '{n,NULL}', '{a,"b c"}', 'x  ' FROM documents d ORDER BY id LIMIT 2; INSERT INTO has_rows DEFAULT VALUES;

-- Indexes of partitions that were built apart and attached under names of their own; methods of an extension and of a user.
CREATE INDEX attached ON ONLY by_list (mood); CREATE INDEX "part ""one""" ON "by_list a,b" (mood); ALTER INDEX attached ATTACH PARTITION "part ""one"""; CREATE EXTENSION bloom; CREATE INDEX ON thousand USING bloom (c1, c2) WITH (length = 64);
CREATE ACCESS METHOD btree2 TYPE INDEX HANDLER bthandler; COMMENT ON ACCESS METHOD btree2 IS 'access method'; CREATE OPERATOR CLASS int4_btree2 DEFAULT FOR TYPE int4 USING btree2 AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int4, int4);
CREATE INDEX with_extension ON tree (up); CREATE OPERATOR FAMILY hashed USING hash; CREATE OPERATOR CLASS celsius_hash FOR TYPE celsius USING hash FAMILY hashed AS OPERATOR 1 =; CREATE INDEX slow_gin ON zoo USING gin (arr) WITH (fastupdate = off);
COMMENT ON OPERATOR CLASS warm USING btree IS 'operator class'; COMMENT ON CONVERSION "my latin" IS 'conversion'; COMMENT ON TEXT SEARCH DICTIONARY short_words IS 'dictionary'; COMMENT ON TEXT SEARCH PARSER my_parser IS 'parser'; COMMENT ON TEXT SEARCH TEMPLATE my_template IS 'template';

-- Functions, aggregates and operators with all that can be said of them; what depends on an extension without being part of it.
CREATE FUNCTION windowed() RETURNS bigint LANGUAGE internal WINDOW AS 'window_row_number'; CREATE FUNCTION many(IN a anyelement, OUT b anyelement, INOUT c text DEFAULT 'it''s') LANGUAGE plpgsql PARALLEL SAFE LEAKPROOF STRICT AS 'BEGIN b := a; END';
CREATE AGGREGATE total (bigint) (SFUNC = int8pl, STYPE = bigint, COMBINEFUNC = int8pl, PARALLEL = SAFE, MSFUNC = int8pl, MINVFUNC = int8mi, MSTYPE = bigint, SSPACE = 8); CREATE FUNCTION celsius_least(celsius, celsius) RETURNS celsius LANGUAGE internal IMMUTABLE STRICT AS 'int4smaller'; CREATE AGGREGATE least_of (celsius) (SFUNC = celsius_least, STYPE = celsius, SORTOP = <);
CREATE FUNCTION same(int, int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1 = $2'; CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = same, COMMUTATOR = ===, NEGATOR = !==, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES); CREATE OPERATOR !!! (RIGHTARG = int, FUNCTION = double_of);
ALTER FUNCTION same(int, int) DEPENDS ON EXTENSION citext; ALTER INDEX with_extension DEPENDS ON EXTENSION hstore; ALTER TRIGGER touch ON watched DEPENDS ON EXTENSION hstore; ALTER MATERIALIZED VIEW counts DEPENDS ON EXTENSION hstore; CREATE TRIGGER told BEFORE UPDATE OF a, changed ON watched FOR EACH ROW EXECUTE FUNCTION touch('it''s', 'ünï', E'\\');

-- Row security, also forced on the owner, with policies of each kind and for a role that is not the owner.
CREATE TABLE guarded (a int); INSERT INTO guarded VALUES (1), (2); ALTER TABLE guarded ENABLE ROW LEVEL SECURITY; CREATE POLICY none ON guarded USING (false); COMMENT ON POLICY none ON guarded IS 'policy';
CREATE TABLE guarded_from_owner (a int, who text DEFAULT current_user); INSERT INTO guarded_from_owner VALUES (1), (2); ALTER TABLE guarded_from_owner ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "only ""own""" ON guarded_from_owner AS RESTRICTIVE FOR UPDATE TO zoo_reader USING (who = current_user) WITH CHECK (a > 0); CREATE TABLE forced_only (a int); INSERT INTO forced_only VALUES (3); ALTER TABLE forced_only FORCE ROW LEVEL SECURITY;

-- Large objects: with content, empty, with a hole, of more than a page, with comments; and whose owner is another.
SELECT lo_from_bytea(4711, decode(repeat('0102', 200000), 'hex')); SELECT lo_from_bytea(4712, ''); SELECT lo_put(lo_create(4713), 5000000, 'sparse'); SELECT lo_from_bytea(4714, decode(repeat('ff', 262144), 'hex')); SELECT lo_from_bytea(4715, '\x00');
COMMENT ON LARGE OBJECT 4711 IS 'a large object''s comment, ünïcödé'; COMMENT ON LARGE OBJECT 4712 IS 'an empty one'; ALTER LARGE OBJECT 4713 OWNER TO zoo_reader; SELECT lo_create(g) FROM generate_series(5000, 5100) g;

-- Foreign data: wrappers, servers, mappings, tables whose rows are elsewhere and do not travel.
CREATE EXTENSION file_fdw; CREATE EXTENSION postgres_fdw; CREATE SERVER files FOREIGN DATA WRAPPER file_fdw; CREATE SERVER "else.where" TYPE 't' VERSION '1' FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', dbname 'no such');
CREATE USER MAPPING FOR PUBLIC SERVER "else.where" OPTIONS (user 'nobody'); CREATE FOREIGN TABLE elsewhere (a int OPTIONS (column_name 'b') NOT NULL, b text DEFAULT 'x') SERVER "else.where" OPTIONS (table_name 'x'); CREATE FOREIGN TABLE lines (line text) SERVER files OPTIONS (filename '/does/not/exist', format 'text');
CREATE FOREIGN DATA WRAPPER bare; COMMENT ON FOREIGN DATA WRAPPER bare IS 'wrapper'; COMMENT ON SERVER files IS 'server'; COMMENT ON FOREIGN TABLE lines IS 'foreign table'; CREATE FOREIGN TABLE far_partition PARTITION OF by_list FOR VALUES IN ('far') SERVER "else.where";

-- Left out on purpose: publications and subscriptions (each side has its own), privileges, owners, what the database itself is set to.
CREATE PUBLICATION everything FOR ALL TABLES; CREATE PUBLICATION a_few FOR TABLE zoo, documents WITH (publish = 'insert'); COMMENT ON PUBLICATION a_few IS 'publication';
CREATE SUBSCRIPTION nowhere CONNECTION 'host=127.0.0.1 port=9 dbname=x' PUBLICATION x WITH (connect = false, slot_name = NONE); COMMENT ON SUBSCRIPTION nowhere IS 'subscription';
GRANT SELECT ON zoo TO zoo_reader; GRANT UPDATE (small) ON zoo TO zoo_reader; REVOKE EXECUTE ON FUNCTION double_of(int) FROM PUBLIC; ALTER DEFAULT PRIVILEGES IN SCHEMA "MixedCase" GRANT SELECT ON TABLES TO zoo_reader; ALTER TABLE empty OWNER TO zoo_reader; GRANT USAGE ON SCHEMA public TO zoo_reader;
COMMENT ON SCHEMA public IS 'the owner''s comment on public';
CREATE TABLE live (id bigserial PRIMARY KEY, at timestamptz DEFAULT now(), pair int);

--@ from 13
-- What came with 13: targets of statistics objects, partitions that are published through their parent.
ALTER STATISTICS "MixedCase"."st.at" SET STATISTICS 77; CREATE PUBLICATION by_root FOR TABLE events WITH (publish_via_partition_root);

CREATE TABLE since_13 (a xid8, b pg_snapshot, c regcollation); INSERT INTO since_13 VALUES ('18446744073709551615', '10:20:10,14,15', 'german'); CREATE INDEX kept_apart ON duplicates (a) WITH (deduplicate_items = off);

--@ from 14
-- Multiranges and what else came with 14: bodies that are parsed at once, subscripts, compression of a column, detached concurrently.
CREATE TYPE temp_span AS RANGE (subtype = numeric, multirange_type_name = "temp.spans"); CREATE TABLE multi (a int4multirange, b "temp.spans", c "temp.spans"[], d nummultirange DEFAULT '{[1,2)}');
INSERT INTO multi VALUES ('{[1,2),[5,)}', '{[1.5,2.5]}', '{"{[1,2)}",NULL}'), ('{}', NULL, '{}');
CREATE FUNCTION parsed(a int) RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT count(*) FROM zoo WHERE small > a; SELECT 2::bigint; END;
CREATE PROCEDURE out_proc(IN a int, OUT b int) LANGUAGE sql BEGIN ATOMIC SELECT a; END; CREATE STATISTICS expressions ON (small + 1), lower(txt) FROM zoo;
CREATE TABLE compressed (a text COMPRESSION pglz); INSERT INTO compressed VALUES (repeat('abc', 5000)); CREATE INDEX ON zoo USING brin (f8 float8_bloom_ops(n_distinct_per_range = 50)); INSERT INTO extremes (id, n) VALUES (14, 'Infinity'), (15, '-Infinity');

--@ from 15
-- What came with 15: nulls that are the same, invokers' views, lists of columns to set, sequences of unlogged tables, publications of schemas.
CREATE TABLE same_nulls (a int, b int, UNIQUE NULLS NOT DISTINCT (a)); INSERT INTO same_nulls VALUES (NULL, 1); CREATE VIEW invoker WITH (security_invoker) AS SELECT * FROM guarded; CREATE UNLOGGED SEQUENCE unlogged_sequence; SELECT nextval('unlogged_sequence');
CREATE TABLE set_some (a int PRIMARY KEY, b int, c bigint, FOREIGN KEY (c) REFERENCES zoo ON DELETE SET NULL (c)); INSERT INTO set_some VALUES (1, 1, 8); CREATE PUBLICATION of_schema FOR TABLES IN SCHEMA "MixedCase"; CREATE PUBLICATION of_columns FOR TABLE empty (a) WHERE (a > 5);

CREATE TABLE rounded (n numeric(3,-2), m numeric(2,5)); INSERT INTO rounded VALUES (12345, 0.00012);

--@ from 16
-- What came with 16: rules of a collation, storage said at once.
CREATE COLLATION ruled (PROVIDER = icu, LOCALE = 'und', RULES = '&V << w <<< W'); CREATE TABLE stored_at_once (a text STORAGE EXTERNAL COLLATE ruled); INSERT INTO stored_at_once VALUES ('w'), ('V');

--@ from 17
-- What came with 17: identity of partitions, exclusion on partitions, collation of the server's own, event triggers that watch logins, infinite intervals.
CREATE COLLATION built_in (PROVIDER = builtin, LOCALE = 'C.UTF-8'); CREATE TABLE numbered (id int GENERATED ALWAYS AS IDENTITY, a int) PARTITION BY LIST (a); CREATE TABLE numbered_1 PARTITION OF numbered FOR VALUES IN (1); INSERT INTO numbered (a) VALUES (1), (1);
INSERT INTO extremes (id, i) VALUES (17, 'infinity'), (18, '-infinity'); CREATE FUNCTION logged_in() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER at_login ON login EXECUTE FUNCTION logged_in();

--@ from 18
-- What came with 18: virtual columns, NOT NULL with a name and not yet validated, keys over time, constraints that are not enforced.
CREATE TABLE virtual (a int, b int GENERATED ALWAYS AS (a * 2) VIRTUAL, c int GENERATED ALWAYS AS (a * 3)); INSERT INTO virtual VALUES (5), (NULL);
CREATE TABLE not_nulls (a int CONSTRAINT "must ""be""" NOT NULL, b int, c int NOT NULL NO INHERIT); INSERT INTO not_nulls VALUES (1, NULL, 2); ALTER TABLE not_nulls ADD CONSTRAINT some_day NOT NULL b NOT VALID; COMMENT ON CONSTRAINT "must ""be""" ON not_nulls IS 'not null';
CREATE TABLE rooms (id int4range, during daterange, PRIMARY KEY (id, during WITHOUT OVERLAPS)); INSERT INTO rooms VALUES ('[1,2)', '[2026-01-01,2026-02-01)'); CREATE TABLE bookings (id int4range, during daterange, FOREIGN KEY (id, PERIOD during) REFERENCES rooms (id, PERIOD during)); INSERT INTO bookings VALUES ('[1,2)', '[2026-01-05,2026-01-06)');
CREATE TABLE unenforced (a int CHECK (a > 0) NOT ENFORCED, b int REFERENCES empty NOT ENFORCED); INSERT INTO unenforced VALUES (-1, -1);

--@ from 12
-- Event triggers, last because they watch everything after them: one refuses what a restore does at its own end.
CREATE FUNCTION watch_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no % today', tg_tag; END $$;
CREATE FUNCTION quiet_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
CREATE EVENT TRIGGER "quiet ""one""" ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'CREATE INDEX') EXECUTE FUNCTION quiet_ddl(); COMMENT ON EVENT TRIGGER "quiet ""one""" IS 'event trigger'; ALTER EVENT TRIGGER "quiet ""one""" ENABLE ALWAYS;
CREATE EVENT TRIGGER no_drop ON sql_drop EXECUTE FUNCTION watch_ddl(); CREATE EVENT TRIGGER no_refresh ON ddl_command_start WHEN TAG IN ('REFRESH MATERIALIZED VIEW', 'DROP SCHEMA', 'CREATE INDEX') EXECUTE FUNCTION watch_ddl();
CREATE EVENT TRIGGER sleeping ON ddl_command_start EXECUTE FUNCTION watch_ddl(); ALTER EVENT TRIGGER sleeping DISABLE;
