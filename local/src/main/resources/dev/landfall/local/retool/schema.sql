-- The shape of Retool's own database: names in camel case as its ORM makes them, documents in TOAST, one long log.
CREATE EXTENSION IF NOT EXISTS pgcrypto;
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS hstore;
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";

CREATE TYPE access_level AS ENUM ('use', 'write', 'own');

CREATE TABLE "SequelizeMeta" (name varchar(255) PRIMARY KEY);

CREATE TABLE organizations (
    id serial PRIMARY KEY,
    name text NOT NULL,
    hostname text,
    settings hstore NOT NULL DEFAULT '',
    "createdAt" timestamptz NOT NULL
);

CREATE TABLE users (
    id serial PRIMARY KEY,
    sid uuid NOT NULL UNIQUE,
    email citext NOT NULL UNIQUE,
    "firstName" text,
    "lastName" text,
    "hashedPassword" text,
    "organizationId" integer NOT NULL,
    enabled boolean NOT NULL DEFAULT true,
    "lastLoggedIn" timestamptz,
    "createdAt" timestamptz NOT NULL,
    "updatedAt" timestamptz NOT NULL
);

CREATE TABLE groups (
    id serial PRIMARY KEY,
    name text NOT NULL,
    "organizationId" integer NOT NULL,
    "universalAccess" access_level,
    "createdAt" timestamptz NOT NULL
);

CREATE TABLE user_groups (
    "userId" integer NOT NULL,
    "groupId" integer NOT NULL,
    "isAdmin" boolean NOT NULL DEFAULT false,
    PRIMARY KEY ("userId", "groupId")
);

CREATE TABLE folders (
    id serial PRIMARY KEY,
    name text NOT NULL,
    "parentFolderId" integer,
    "organizationId" integer NOT NULL
);

CREATE TABLE pages (
    id serial PRIMARY KEY,
    uuid uuid NOT NULL UNIQUE,
    name text NOT NULL,
    "folderId" integer NOT NULL,
    "organizationId" integer NOT NULL,
    description text,
    "searchName" text GENERATED ALWAYS AS (lower(name)) STORED,
    "createdAt" timestamptz NOT NULL,
    "updatedAt" timestamptz NOT NULL,
    "deletedAt" timestamptz
);

-- Column for column as Retool's own migrations leave it; docs/decisions/0022.
CREATE TABLE page_saves (
    id serial PRIMARY KEY,
    data jsonb,
    "createdAt" timestamptz NOT NULL,
    "updatedAt" timestamptz NOT NULL,
    "pageId" integer,
    "changesRecord" jsonb NOT NULL DEFAULT '[]',
    "userId" integer,
    "gitSha" varchar(255),
    "branchId" uuid,
    checksum text
);

CREATE TABLE resources (
    id serial PRIMARY KEY,
    uuid uuid NOT NULL UNIQUE,
    name text NOT NULL,
    type text NOT NULL,
    "encryptedOptions" bytea NOT NULL,
    "organizationId" integer NOT NULL,
    "createdAt" timestamptz NOT NULL,
    CONSTRAINT "resourceHasName" CHECK (length(name) > 0)
);

CREATE TABLE workflows (
    id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
    name text NOT NULL,
    "isEnabled" boolean NOT NULL,
    "triggerWebhooks" jsonb NOT NULL DEFAULT '[]',
    "blockData" jsonb NOT NULL,
    tags text[] NOT NULL DEFAULT '{}',
    "organizationId" integer NOT NULL,
    "createdAt" timestamptz NOT NULL
);

-- Column for column as Retool's own migrations leave it.
CREATE TABLE audit_trail_events (
    id serial PRIMARY KEY,
    "userId" integer,
    "organizationId" integer,
    "userAgent" varchar(255),
    "ipAddress" varchar(255),
    "geoLocation" jsonb,
    "responseTimeMs" double precision,
    "actionType" varchar(255),
    "pageName" varchar(255),
    "queryName" varchar(255),
    "resourceName" varchar(255),
    "createdAt" timestamptz NOT NULL,
    "updatedAt" timestamptz NOT NULL,
    metadata jsonb
);

CREATE TABLE file_uploads (
    id serial PRIMARY KEY,
    name text NOT NULL,
    content oid NOT NULL
);

DO $$
BEGIN
    FOR number IN 1..100 LOOP
        EXECUTE format(
            'CREATE TABLE %I (id serial PRIMARY KEY, "organizationId" integer NOT NULL, label text NOT NULL,'
            ' options jsonb NOT NULL DEFAULT ''{}'', "updatedAt" timestamptz NOT NULL)',
            'settings_' || lpad(number::text, 3, '0'));
    END LOOP;
END $$;
