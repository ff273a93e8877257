package dev.landfall.mover.table;

import dev.landfall.model.transfer.DatabaseCode;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.ArrayList;

/** Reads a database's code and who may do what with it. */
public final class CodeOf {

    private CodeOf() {}

    public static DatabaseCode session(Session session) throws SQLException {
        return DatabaseCode.of(sql -> session.query(sql, row -> {
            var columns = new ArrayList<String>();
            for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                columns.add(String.valueOf(row.getString(i)));
            }
            return columns;
        }));
    }
}
