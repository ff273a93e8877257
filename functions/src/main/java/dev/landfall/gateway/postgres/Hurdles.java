package dev.landfall.gateway.postgres;

import dev.landfall.gateway.Databases.DatabaseLimits;
import dev.landfall.model.transfer.DatabaseCode;
import dev.landfall.model.transfer.LockSpace;
import dev.landfall.model.transfer.MaintenanceDatabases;
import dev.landfall.model.transfer.RolePowers;
import dev.landfall.model.transfer.SearchPathTrial;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What would stop a move half-way, as the server itself tells. */
final class Hurdles {

    /** Less than a question may take, since a last try may go on for a second. */
    private static final Duration TRIAL = TimeLimit.QUESTION.minusSeconds(3);

    private Hurdles() {}

    static DatabaseLimits limits(Connection session) throws SQLException {
        try (var statement = session.createStatement();
                var row = statement.executeQuery(LockSpace.SQL)) {
            row.next();
            var locks = new LockSpace(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
            var name = Answers.text(session, "SELECT current_database()");
            return new DatabaseLimits(
                    locks,
                    MaintenanceDatabases.isOne(name)
                            || Answers.texts(session, MaintenanceDatabases.IS_TEMPLATE, name)
                                    .contains("t"));
        }
    }

    /** The session's transaction is read-only, and ends with the session. */
    static SearchPathTrial searchPath(Connection session) throws SQLException {
        return SearchPathTrial.of(
                new SearchPathTrial.Database() {
                    @Override
                    public void execute(String sql) throws SQLException {
                        try (var statement = session.createStatement()) {
                            statement.execute(sql);
                        }
                    }

                    @Override
                    public List<List<String>> query(String sql) throws SQLException {
                        return rows(session, sql);
                    }
                },
                TRIAL);
    }

    /** Names are told with their schemas where the session has no search path. */
    static DatabaseCode code(Connection session) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute("SET LOCAL search_path = ''");
        }
        return DatabaseCode.of(sql -> rows(session, sql));
    }

    static RolePowers powers(Connection session) throws SQLException {
        var row = rows(session, RolePowers.OF_SESSION).getFirst();
        return RolePowers.of(row.get(0), row.get(1));
    }

    private static List<List<String>> rows(Connection session, String sql) throws SQLException {
        try (var statement = session.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<List<String>>();
            while (rows.next()) {
                var columns = new ArrayList<String>();
                for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(rows.getString(i)));
                }
                found.add(columns);
            }
            return found;
        }
    }
}
