-- Rows that depend on nothing but their number, so that every build of one scale is the same database.
SET search_path = public;

CREATE TEMPORARY TABLE scale AS SELECT ${scale}::numeric AS factor;

INSERT INTO "SequelizeMeta"
SELECT to_char(timestamp '2017-01-01' + n * interval '6 days', 'YYYYMMDD') || '000000-migration-' || n || '.js'
FROM generate_series(1, 590) AS n;

INSERT INTO organizations (name, hostname, settings, "createdAt")
VALUES ('Example', '${domain}', 'theme=>dark, locale=>"en-GB"', timestamptz '2019-03-04 09:00:00+00');

INSERT INTO users (sid, email, "firstName", "lastName", "hashedPassword", "organizationId", "lastLoggedIn", "createdAt", "updatedAt")
SELECT md5('user' || n)::uuid, 'user' || n || '@example.com', 'Näme ' || n, E'O''Tab\t\\' || n,
       '$2b$10$' || encode(digest('password' || n, 'sha256'), 'hex'), 1,
       timestamptz '2026-10-01 00:00:00+00' + (n % 30) * interval '1 day',
       timestamptz '2019-03-04 09:00:00+00' + n * interval '3 hours',
       timestamptz '2026-10-01 00:00:00+00'
FROM scale, generate_series(1, greatest(20, (1200 * factor)::int)) AS n;

INSERT INTO groups (name, "organizationId", "universalAccess", "createdAt")
SELECT 'group ' || n, 1, (ARRAY['use', 'write', 'own', NULL])[1 + n % 4]::access_level,
       timestamptz '2019-03-04 09:00:00+00'
FROM generate_series(1, 40) AS n;

INSERT INTO user_groups
SELECT users.id, groups.id, users.id % 50 = 0 FROM users JOIN groups ON (users.id + groups.id) % 13 = 0;

INSERT INTO folders (name, "parentFolderId", "organizationId")
SELECT 'folder ' || n, nullif(n / 4, 0), 1 FROM generate_series(1, 60) AS n;

INSERT INTO pages (uuid, name, "folderId", "organizationId", description, "createdAt", "updatedAt")
SELECT md5('page' || n)::uuid, 'App ' || n, 1 + n % 60, 1, nullif('Läuft seit ' || n % 9, 'Läuft seit 3'),
       timestamptz '2020-01-01 00:00:00+00' + n * interval '1 hour', timestamptz '2026-10-01 00:00:00+00'
FROM scale, generate_series(1, greatest(20, (400 * factor)::int)) AS n;

INSERT INTO page_saves (data, "createdAt", "updatedAt", "pageId", "changesRecord", "userId", "gitSha", "branchId", checksum)
SELECT pg_temp.document_of(n),
       timestamptz '2026-10-01 00:00:00+00' - n * interval '4 minutes',
       timestamptz '2026-10-01 00:00:00+00' - n * interval '4 minutes',
       1 + n % pages.total,
       jsonb_build_array(jsonb_build_object('type', 'WIDGET_TEMPLATE_UPDATE', 'payload', jsonb_build_object(
           'pluginId', 'table' || n % 40, 'update', jsonb_build_object('rowHeight', n % 90), 'shouldRecalculateTemplate', true))),
       1 + n % users.total,
       nullif(md5('git' || n / 3), md5('git7')), nullif(md5('branch' || n % 5)::uuid, md5('branch0')::uuid), md5('sum' || n)
FROM scale,
     (SELECT count(*)::int AS total FROM pages) AS pages,
     (SELECT count(*)::int AS total FROM users) AS users,
     generate_series(1, greatest(60, (3800 * factor)::int)) AS n;

INSERT INTO resources (uuid, name, type, "encryptedOptions", "organizationId", "createdAt")
SELECT md5('resource' || n)::uuid, 'resource ' || n, (ARRAY['postgresql', 'restapi', 's3'])[1 + n % 3],
       decode(repeat(md5('options' || n), 8), 'hex'), 1, timestamptz '2020-01-01 00:00:00+00'
FROM generate_series(1, 120) AS n;

INSERT INTO workflows (id, name, "isEnabled", "blockData", tags, "organizationId", "createdAt")
SELECT md5('workflow' || n)::uuid, 'workflow ' || n, n % 3 > 0,
       jsonb_build_object('blocks', jsonb_build_array(md5(n::text), n, null, n / 7.0)),
       ARRAY['tag ' || n % 5, '', NULL], 1, timestamptz '2023-01-01 00:00:00+00'
FROM generate_series(1, 80) AS n;

INSERT INTO audit_trail_events ("userId", "organizationId", "userAgent", "ipAddress", "responseTimeMs", "actionType", "pageName", "queryName",
                                "resourceName", "createdAt", "updatedAt", metadata)
SELECT nullif(n % users.total, 0), 1, 'Mozilla/5.0 (X11; Linux x86_64) Chrome/' || 90 + n % 60,
       '10.' || n % 200 || '.' || n % 250 || '.7', (n % 90000) / 7.0,
       (ARRAY['PAGE_VIEW', 'QUERY_RUN', 'SIGN_IN', 'PAGE_SAVE', 'PERMISSION_CHANGE'])[1 + n % 5],
       'App ' || n % 400, nullif('query' || n % 31, 'query0'), nullif('resource ' || n % 120, 'resource 0'),
       timestamptz '2026-10-01 00:00:00+00' - n * interval '20 seconds',
       timestamptz '2026-10-01 00:00:00+00' - n * interval '20 seconds',
       jsonb_build_object('agent', 'Mozilla/5.0', 'query', md5(n::text), 'rows', n % 97)
FROM scale, (SELECT count(*)::int AS total FROM users) AS users,
     generate_series(1, greatest(500, (120000 * factor)::int)) AS n;

SELECT lo_from_bytea((700000 + n)::oid, decode(repeat(md5('upload' || n), (400 * (1 + n % 5))::int), 'hex'))
FROM generate_series(1, 12) AS n;

INSERT INTO file_uploads (name, content) SELECT 'upload ' || n, (700000 + n)::oid FROM generate_series(1, 12) AS n;

DO $$
BEGIN
    FOR number IN 1..100 LOOP
        EXECUTE format(
            'INSERT INTO %I ("organizationId", label, options, "updatedAt")'
            ' SELECT 1, md5(%L || n), jsonb_build_object(''n'', n), timestamptz ''2026-10-01 00:00:00+00'''
            ' FROM generate_series(1, %s) AS n',
            'settings_' || lpad(number::text, 3, '0'), number, number * 3 % 41);
    END LOOP;
END $$;

DROP TABLE scale;
