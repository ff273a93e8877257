-- A Retool that was just installed: its schema, one organisation, one administrator.
INSERT INTO "SequelizeMeta"
SELECT to_char(timestamp '2017-01-01' + n * interval '6 days', 'YYYYMMDD') || '000000-migration-' || n || '.js'
FROM generate_series(1, 590) AS n;
INSERT INTO organizations (name, "createdAt") VALUES ('New', timestamptz '2026-09-01 00:00:00+00');
INSERT INTO users (sid, email, "organizationId", "createdAt", "updatedAt")
VALUES (md5('admin')::uuid, 'admin@example.com', 1, timestamptz '2026-09-01 00:00:00+00', timestamptz '2026-09-01 00:00:00+00');
