package dev.landfall.mover.delta;

import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.List;

/** Transactions of a database that have a number and have not ended: as long as one stays, a mark does not come past it. */
final class Writers {

    private static final String TEXT = """
            SELECT pg_catalog.format('session %s of %s, open since %s', pid, usename,
                     pg_catalog.to_char(xact_start, 'YYYY-MM-DD HH24:MI:SS'))
              FROM pg_catalog.pg_stat_activity
             WHERE datname = pg_catalog.current_database() AND backend_xid IS NOT NULL
               AND pid <> pg_catalog.pg_backend_pid()
            UNION ALL
            SELECT pg_catalog.format('prepared transaction %L of %s, since %s', gid, owner,
                     pg_catalog.to_char(prepared, 'YYYY-MM-DD HH24:MI:SS'))
              FROM pg_catalog.pg_prepared_xacts WHERE database = pg_catalog.current_database()
             ORDER BY 1""";

    private Writers() {}

    static List<String> read(Session session) throws SQLException {
        return session.query(TEXT, row -> row.getString(1));
    }
}
