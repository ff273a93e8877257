package dev.landfall.local.retool;

/** What users write while a Retool is live; told apart from the sample's own rows by their time and agent. */
public final class LiveWrites {

    /** In {@code metadata.agent} of every line that a live user left in the audit log. */
    public static final String AGENT = "live user";

    static final String SQL = """
            INSERT INTO page_saves ("pageId", "userId", data, "gitSha", "createdAt", "updatedAt")
            SELECT (SELECT min(id) FROM pages), (SELECT min(id) FROM users),
                   jsonb_build_object('live', true, 'widgets', repeat(md5(random()::text), 200)), 'live', now(), now()
            WHERE EXISTS (SELECT FROM pages);
            INSERT INTO audit_trail_events ("userId", "organizationId", "actionType", metadata, "createdAt", "updatedAt")
            SELECT (SELECT min(id) FROM users), 1, 'PAGE_VIEW', jsonb_build_object('agent', '%s'), now(), now()
            FROM generate_series(1, 3)
            """.formatted(AGENT);

    private LiveWrites() {}
}
