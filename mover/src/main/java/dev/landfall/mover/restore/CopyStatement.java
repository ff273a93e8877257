package dev.landfall.mover.restore;

import dev.landfall.model.transfer.CopyFormat;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.table.TablePart;

/** How rows of a table are loaded. */
final class CopyStatement {

    private CopyStatement() {}

    static String into(TableCopy table) {
        var format = table.format() == CopyFormat.BINARY ? "binary" : "text";
        if (table.isLargeObjects()) {
            return "COPY " + RestoreLedger.LARGE_OBJECT_PAGES + " FROM STDIN WITH (FORMAT binary)";
        }
        // Without columns there is no list to give: the table's own are none, too.
        var columns = table.columns().isEmpty()
                ? ""
                : " (" + TablePart.whole(table, 0).columns() + ")";
        return "COPY " + table.qualified() + columns + " FROM STDIN WITH (FORMAT " + format + ")";
    }
}
