package dev.landfall.mover.delta;

import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.delta.TableWork.Keyed;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Keys of a table, on their way. */
final class Keys {

    private Keys() {}

    /** The key's columns of the rows that the condition chooses. */
    static TableCopy of(TableCopy table, TableKey key, String condition) {
        return new TableCopy(
                table.id(),
                table.schema(),
                table.name(),
                key.columns(),
                table.format(),
                Optional.of(condition),
                0,
                0,
                Optional.empty(),
                List.of());
    }

    /** A place for them, with the columns' own types, that ends with the transaction. */
    static TableCopy temporary(Session target, Keyed work, String name) throws SQLException {
        target.execute("CREATE TEMPORARY TABLE " + name + " ON COMMIT DROP AS SELECT "
                + work.key().list() + " FROM ONLY " + work.table().qualified() + " WHERE false");
        return new TableCopy(
                work.table().id(),
                "pg_temp",
                name,
                work.key().columns(),
                work.table().format(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                List.of());
    }
}
