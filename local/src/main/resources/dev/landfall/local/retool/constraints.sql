-- What a dump carries after the data.
ALTER TABLE users ADD CONSTRAINT "usersOrganization" FOREIGN KEY ("organizationId") REFERENCES organizations (id);
ALTER TABLE groups ADD CONSTRAINT "groupsOrganization" FOREIGN KEY ("organizationId") REFERENCES organizations (id);
ALTER TABLE user_groups
    ADD CONSTRAINT "userGroupsUser" FOREIGN KEY ("userId") REFERENCES users (id) ON DELETE CASCADE,
    ADD CONSTRAINT "userGroupsGroup" FOREIGN KEY ("groupId") REFERENCES groups (id) ON DELETE CASCADE;
ALTER TABLE folders ADD CONSTRAINT "foldersParent" FOREIGN KEY ("parentFolderId") REFERENCES folders (id);
ALTER TABLE pages ADD CONSTRAINT "pagesFolder" FOREIGN KEY ("folderId") REFERENCES folders (id);
ALTER TABLE page_saves
    ADD CONSTRAINT "pageSavesPage" FOREIGN KEY ("pageId") REFERENCES pages (id),
    ADD CONSTRAINT "pageSavesUser" FOREIGN KEY ("userId") REFERENCES users (id);
ALTER TABLE audit_trail_events ADD CONSTRAINT "auditUser" FOREIGN KEY ("userId") REFERENCES users (id);

-- Of a constraint that Retool added once and never validated.
ALTER TABLE resources
    ADD CONSTRAINT "resourcesOrganization" FOREIGN KEY ("organizationId") REFERENCES organizations (id) NOT VALID;

CREATE INDEX page_saves_page_id_id ON page_saves ("pageId", id DESC);
CREATE INDEX audit_trail_events_action_type ON audit_trail_events ("actionType");
CREATE INDEX audit_trail_events_organization_id_created_at ON audit_trail_events ("organizationId", "createdAt");
CREATE INDEX audit_trail_events_organization_id_page_name ON audit_trail_events ("organizationId", "pageName");
CREATE INDEX audit_trail_events_organization_id_query_name ON audit_trail_events ("organizationId", "queryName");
CREATE INDEX audit_trail_events_organization_id_user_id ON audit_trail_events ("organizationId", "userId");
CREATE INDEX "workflowsByTag" ON workflows USING gin (tags);
CREATE INDEX "usersSeen" ON users ("organizationId", "lastLoggedIn") WHERE enabled;
CREATE UNIQUE INDEX "pagesByName" ON pages ("organizationId", lower(name)) WHERE "deletedAt" IS NULL;

CREATE MATERIALIZED VIEW page_usage AS
SELECT "pageId", count(*) AS saves, max("createdAt") AS "lastSaved" FROM page_saves GROUP BY "pageId";
CREATE UNIQUE INDEX "pageUsageByPage" ON page_usage ("pageId");

CREATE VIEW active_users AS SELECT id, email FROM users WHERE enabled;

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW."updatedAt" := now();
    RETURN NEW;
END $$;
CREATE TRIGGER "pagesTouched" BEFORE UPDATE ON pages FOR EACH ROW EXECUTE FUNCTION touch();

COMMENT ON TABLE page_saves IS 'Every save of every app: the source of truth of all apps.';
