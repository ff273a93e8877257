package dev.landfall.local.e2e;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What live users wrote, each row told apart by its moment and its content. */
final class LiveRows {

    private static final String UNDEFINED_TABLE = "42P01";

    private static final List<String> WRITTEN = List.of(
            "SELECT 'page ' || id || ' ' || \"createdAt\" || md5(data::text) FROM page_saves WHERE \"gitSha\" = 'live'",
            "SELECT 'line ' || id || ' ' || \"createdAt\" FROM audit_trail_events WHERE metadata->>'agent' = 'live user'");

    private LiveRows() {}

    /** Those that the target alone has. */
    static Set<String> onlyOnTarget(TestWorld test) throws SQLException {
        try (var source = test.source();
                var target = test.target()) {
            var rows = of(target);
            rows.removeAll(of(source));
            return rows;
        }
    }

    /** Those that the source alone has. */
    static Set<String> onlyOnSource(TestWorld test) throws SQLException {
        try (var source = test.source();
                var target = test.target()) {
            var rows = of(source);
            rows.removeAll(of(target));
            return rows;
        }
    }

    private static Set<String> of(Connection database) throws SQLException {
        var rows = new TreeSet<String>();
        for (var sql : WRITTEN) {
            try (var statement = database.createStatement();
                    var row = statement.executeQuery(sql)) {
                while (row.next()) {
                    rows.add(row.getString(1));
                }
            } catch (SQLException e) {
                // A target that nothing was restored into yet has no tables.
                if (!UNDEFINED_TABLE.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
        return rows;
    }
}
