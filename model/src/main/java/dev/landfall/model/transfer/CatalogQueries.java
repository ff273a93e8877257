package dev.landfall.model.transfer;

/** Questions to PostgreSQL's catalog that preflight asks beforehand and the mover asks again: each gives names, a row each. */
public final class CatalogQueries {

    /** Roles that policies and user mappings of the database name; they are the server's, so that no dump has them. */
    public static final String NEEDED_ROLES = """
            SELECT pg_catalog.pg_get_userbyid(role) FROM pg_catalog.pg_policy, pg_catalog.unnest(polroles) role
             WHERE role <> 0
            UNION SELECT usename FROM pg_catalog.pg_user_mappings WHERE umuser <> 0 ORDER BY 1""";

    public static final String ROLES = "SELECT rolname FROM pg_catalog.pg_roles ORDER BY 1";

    /** Indexes that queries do not use, {@code schema.index}; {@code pg_dump} leaves them out. */
    public static final String INVALID_INDEXES = """
            SELECT pg_catalog.concat_ws('.', n.nspname, c.relname)
              FROM pg_catalog.pg_index i
              JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE NOT i.indisvalid AND n.nspname NOT LIKE 'pg\\_%' ORDER BY 1""";

    /** Subscriptions in a database, whose name fills the question mark: it cannot be dropped while it has any. */
    public static final String SUBSCRIPTIONS = """
            SELECT s.subname FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid
             WHERE d.datname = ? ORDER BY 1""";

    private CatalogQueries() {}
}
