package dev.landfall.gateway.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Answers of one column. */
final class Answers {

    private Answers() {}

    /** @param parameters what fills the question marks */
    static List<String> texts(Connection session, String query, String... parameters) throws SQLException {
        try (var statement = session.prepareStatement(query)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                var texts = new ArrayList<String>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        }
    }

    /** Of a query that has one row. */
    static String text(Connection session, String query) throws SQLException {
        return texts(session, query).getFirst();
    }

    /** Of a query that has one row. */
    static long number(Connection session, String query) throws SQLException {
        return Long.parseLong(text(session, query));
    }

    /** Of a query that has one row. */
    static boolean truth(Connection session, String query) throws SQLException {
        return text(session, query).equals("t");
    }
}
