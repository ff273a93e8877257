package dev.landfall.mover.table;

import dev.landfall.model.transfer.CatalogQueries;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.List;

/** Indexes that queries do not use: {@code schema.index}. */
public final class InvalidIndexes {

    private InvalidIndexes() {}

    public static List<String> read(Session session) throws SQLException {
        return session.query(CatalogQueries.INVALID_INDEXES, row -> row.getString(1));
    }
}
