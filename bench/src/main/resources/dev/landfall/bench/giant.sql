-- Nine tenths of the bytes in one table of documents, the rest in a log and small tables.
CREATE TABLE document_archive (
    id bigserial PRIMARY KEY,
    "pageId" integer NOT NULL,
    data jsonb NOT NULL,
    "createdAt" timestamptz NOT NULL
);
CREATE TABLE event (id bigserial PRIMARY KEY, actor integer, kind text, detail jsonb, at timestamptz);

INSERT INTO document_archive ("pageId", data, "createdAt")
SELECT n % 400, pg_temp.document_of(n),
       timestamptz '2026-10-01 00:00:00+00' - n * interval '4 minutes'
FROM generate_series(1, (${gib} * 36500)::int) AS n;

INSERT INTO event (actor, kind, detail, at)
SELECT n % 900, 'KIND_' || n % 7, jsonb_build_object('hash', md5(n::text), 'n', n % 97),
       timestamptz '2026-10-01 00:00:00+00' - n * interval '20 seconds'
FROM generate_series(1, (${gib} * 900000)::int) AS n;

DO $$
BEGIN
    FOR number IN 1..20 LOOP
        EXECUTE format('CREATE TABLE %I (id serial PRIMARY KEY, label text)', 'small_' || number);
        EXECUTE format('INSERT INTO %I (label) SELECT md5(n::text) FROM generate_series(1, 200) AS n', 'small_' || number);
    END LOOP;
END $$;

CREATE INDEX ON document_archive ("pageId");
CREATE INDEX ON event (actor);
CREATE INDEX ON event (at);
