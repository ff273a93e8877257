package dev.landfall.gateway.postgres;

import dev.landfall.gateway.Databases.DatabaseContents;
import dev.landfall.gateway.Databases.TableSize;
import dev.landfall.model.transfer.CatalogQueries;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the server's catalog says of a database's objects. */
final class Contents {

    private static final String LARGEST = """
            SELECT n.nspname || '.' || c.relname, pg_table_size(c.oid)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
            ORDER BY 2 DESC, 1 LIMIT 5""";

    private static final String PREPARED =
            "SELECT gid FROM pg_prepared_xacts WHERE database = current_database() ORDER BY 1";

    private static final String AGE =
            "SELECT age(datfrozenxid)::bigint FROM pg_database WHERE datname = current_database()";

    private static final String LZ4 = "SELECT count(*) > 0 FROM pg_settings"
            + " WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)";

    private Contents() {}

    static DatabaseContents of(Connection session) throws SQLException {
        return new DatabaseContents(
                largest(session),
                Answers.texts(session, CatalogQueries.NEEDED_ROLES),
                Answers.texts(session, CatalogQueries.ROLES),
                Answers.texts(
                        session, CatalogQueries.SUBSCRIPTIONS, Answers.text(session, "SELECT current_database()")),
                Answers.texts(session, CatalogQueries.INVALID_INDEXES),
                Answers.texts(session, PREPARED),
                Answers.number(session, AGE),
                Answers.truth(session, LZ4));
    }

    private static List<TableSize> largest(Connection session) throws SQLException {
        try (var statement = session.createStatement();
                var rows = statement.executeQuery(LARGEST)) {
            var tables = new ArrayList<TableSize>();
            while (rows.next()) {
                tables.add(new TableSize(rows.getString(1), rows.getLong(2)));
            }
            return tables;
        }
    }
}
