CREATE EXTENSION citext; CREATE EXTENSION hstore; CREATE EXTENSION pgcrypto;
COMMENT ON EXTENSION citext IS 'kept out of a restore';
CREATE SCHEMA "Größe ""quoted""";
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE point3 AS (x float8, y float8, label text, mood mood);
CREATE TYPE span AS RANGE (subtype = float8);
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE FUNCTION double_of(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';

CREATE TABLE zoo (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  small positive, doubled int GENERATED ALWAYS AS (double_of(7)) STORED,
  gone text, mood mood, moods mood[], p point3, ps point3[], s span, ss span[],
  ci citext UNIQUE, h hstore, j json, jb jsonb, b bytea, n numeric, f8 float8, f4 float4,
  t timestamp, tz timestamptz, d date, i interval, tm time, u uuid, x xml, bits bit varying(12), net inet,
  c char(5), money money, arr text[], arr2 int[][], txt text COLLATE "C", path path, tsv tsvector);
ALTER TABLE zoo DROP COLUMN gone;
INSERT INTO zoo (small, mood, moods, p, ps, s, ss, ci, h, j, jb, b, n, f8, f4, t, tz, d, i, tm, u, x, bits, net, c, money, arr, arr2, txt, path, tsv)
SELECT g, 'happy', '{sad,ok}', ROW(g::float8, 'NaN'::float8, E'tab\there "q" \\'::text, 'ok'::mood)::point3, ARRAY[ROW(1::float8,2::float8,'a,b('::text,'sad'::mood)::point3], span(1, g + 1), ARRAY[span(1,2)],
  'Name' || g, hstore('k', 'v' || g), '{"a":  1}', jsonb_build_object('g', g), decode(md5(g::text), 'hex'), g / 7.0, g / 3.0, (g / 3.0)::float4,
  now(), now() - g * interval '1 day', current_date, g * interval '1 month 3 seconds', '12:34:56.789', gen_random_uuid(), '<a b="c"/>', B'1010', '10.0.0.1/24',
  'ab', g, ARRAY['x', NULL, E'line\nbreak'], '{{1,2},{3,4}}', repeat('ß', 10), '((1,2),(3,4))', to_tsvector('simple', 'a b c')
FROM generate_series(1, 2000) g;
INSERT INTO zoo DEFAULT VALUES;

CREATE TABLE documents (id serial PRIMARY KEY, body jsonb, zoo_id bigint REFERENCES zoo);
INSERT INTO documents (body, zoo_id)
SELECT jsonb_build_object('page', g, 'data', (SELECT string_agg(md5(g::text || k::text), '') FROM generate_series(1, 300) k)), 1 + g % 2000
FROM generate_series(1, 3000) g;

CREATE TABLE events (at date NOT NULL, n int, what text) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');
CREATE TABLE events_2 PARTITION OF events DEFAULT PARTITION BY HASH (n);
CREATE TABLE events_2a PARTITION OF events_2 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE events_2b PARTITION OF events_2 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE INDEX ON events (n);
INSERT INTO events SELECT date '2026-03-01' + g, g, 'what ' || g FROM generate_series(1, 300) g;

CREATE TABLE parent (a int); CREATE TABLE child (b int) INHERITS (parent);
INSERT INTO parent VALUES (1); INSERT INTO child VALUES (2, 3), (4, 5);

CREATE TABLE no_columns (); INSERT INTO no_columns DEFAULT VALUES; INSERT INTO no_columns DEFAULT VALUES;
CREATE TABLE empty (a int);
CREATE TABLE duplicates (a int, b text); INSERT INTO duplicates SELECT 1, 'same' FROM generate_series(1, 500);
CREATE UNLOGGED TABLE unlogged (a int); INSERT INTO unlogged VALUES (1);
CREATE TABLE "Größe ""quoted"""."Straße ""x""" ("weird ""name" text, "select" int);
INSERT INTO "Größe ""quoted"""."Straße ""x""" VALUES ('ü', 1), (NULL, NULL), ('', 3);
COMMENT ON TABLE "Größe ""quoted"""."Straße ""x""" IS 'a comment';
CREATE TABLE catalog (r regclass, t regtype, p regprocedure, rs regclass[]);
INSERT INTO catalog VALUES ('zoo', 'mood', 'double_of(int)', ARRAY['events', 'child']::regclass[]);
CREATE TABLE wide (blob bytea); INSERT INTO wide SELECT decode(repeat('ab', 3000000), 'hex') FROM generate_series(1, 2);
CREATE SEQUENCE lonely START 7; SELECT nextval('lonely'); SELECT nextval('lonely');
CREATE SEQUENCE untouched START 42;
CREATE MATERIALIZED VIEW aaa_first AS SELECT 1 AS one WITH NO DATA;
CREATE MATERIALIZED VIEW counts AS SELECT mood, count(*) FROM zoo GROUP BY mood;
CREATE MATERIALIZED VIEW a_counts_twice AS SELECT * FROM counts;
CREATE UNIQUE INDEX ON counts (mood);
CREATE TABLE watched (a int, changed int DEFAULT 0);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.changed := NEW.changed + 1; RETURN NEW; END';
CREATE TRIGGER touch BEFORE INSERT ON watched FOR EACH ROW EXECUTE FUNCTION touch();
INSERT INTO watched VALUES (1);
CREATE TABLE guarded (a int); INSERT INTO guarded VALUES (1), (2);
ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
CREATE POLICY none ON guarded USING (false);
ALTER TABLE duplicates ADD CONSTRAINT never CHECK (a > 5) NOT VALID;
SELECT lo_from_bytea(4711, decode(repeat('0102', 200000), 'hex'));
SELECT lo_from_bytea(4712, '');
SELECT lo_put(lo_create(4713), 5000000, 'sparse');
CREATE TABLE live (id bigserial PRIMARY KEY, at timestamptz DEFAULT now(), pair int);
