package dev.landfall.gateway.postgres;

import dev.landfall.model.transfer.SqlName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables that hold rows of their own: ordinary ones and partitions, outside the system's and temporary schemas. The
 * smallest first, by the last estimate: so that one which takes all the time there is keeps none of the others from it.
 */
final class UserTables {

    private static final String QUERY = """
            SELECT n.nspname, c.relname
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND c.relpersistence <> 't'
              AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
            ORDER BY c.relpages, 1, 2""";

    private UserTables() {}

    static List<Table> of(Connection session) throws SQLException {
        try (var statement = session.createStatement();
                var rows = statement.executeQuery(QUERY)) {
            var tables = new ArrayList<Table>();
            while (rows.next()) {
                tables.add(new Table(rows.getString(1), rows.getString(2)));
            }
            return tables;
        }
    }

    /** One table. */
    record Table(String schema, String name) {

        /** As results name it: {@code public.users}. */
        String display() {
            return schema + "." + name;
        }

        /** As SQL names it. */
        String qualified() {
            return SqlName.qualified(schema, name);
        }
    }
}
