package dev.landfall.mover.table;

import dev.landfall.model.transfer.SqlName;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How large tables are on one server, by their qualified names.
 *
 * @param pages of the heap
 * @param bytes of heap and TOAST: documents live in TOAST, so the heap alone would say little
 */
public record TableSizes(Map<String, Long> pages, Map<String, Long> bytes, int serverMajor) {

    private static final long SMALLEST_PART_BYTES = 32L << 20;
    private static final long LARGEST_PART_BYTES = 256L << 20;
    private static final int PARTS_PER_JOB = 8;

    public static TableSizes read(Session session, int serverMajor) throws SQLException {
        var pages = new HashMap<String, Long>();
        var bytes = new HashMap<String, Long>();
        session.query(
                """
                SELECT n.nspname, c.relname,
                       pg_catalog.pg_relation_size(c.oid) / pg_catalog.current_setting('block_size')::bigint,
                       pg_catalog.pg_table_size(c.oid)
                  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                 WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%'""",
                row -> {
                    var name = SqlName.qualified(row.getString(1), row.getString(2));
                    pages.put(name, row.getLong(3));
                    return bytes.put(name, row.getLong(4));
                });
        return new TableSizes(pages, bytes, serverMajor);
    }

    /**
     * Of the server that these tables were just listed on, with their bytes: only how many pages those have that could be
     * split is left to ask.
     */
    public static TableSizes of(Session session, int serverMajor, List<TableCopy> tables) throws SQLException {
        var large = tables.stream()
                .filter(table -> !table.isLargeObjects() && table.bytes() > SMALLEST_PART_BYTES)
                .map(table -> "(" + SqlName.literal(table.schema()) + ", " + SqlName.literal(table.name()) + ")")
                .toList();
        var pages = new HashMap<String, Long>();
        if (!large.isEmpty()) {
            session.query(
                    "SELECT n.nspname, c.relname,"
                            + " pg_catalog.pg_relation_size(c.oid) / pg_catalog.current_setting('block_size')::bigint"
                            + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                            + " WHERE c.relkind = 'r' AND (n.nspname, c.relname) IN (" + String.join(", ", large) + ")",
                    row -> pages.put(SqlName.qualified(row.getString(1), row.getString(2)), row.getLong(3)));
        }
        return new TableSizes(
                pages,
                tables.stream().collect(Collectors.toMap(TableCopy::qualified, TableCopy::bytes, Long::sum)),
                serverMajor);
    }

    /** Parts of all these tables, the heaviest first so that no long one is left for the end. */
    public List<TablePart> parts(List<TableCopy> tables, int jobs) {
        var total = tables.stream().mapToLong(this::bytes).sum();
        var partBytes = Math.clamp(total / ((long) jobs * PARTS_PER_JOB), SMALLEST_PART_BYTES, LARGEST_PART_BYTES);
        return tables.stream()
                .flatMap(
                        table -> TablePart.split(
                                table, pages.getOrDefault(table.qualified(), 0L), bytes(table), partBytes, serverMajor)
                                .stream())
                .sorted(Comparator.comparingLong(TablePart::weightBytes).reversed())
                .toList();
    }

    private long bytes(TableCopy table) {
        return bytes.getOrDefault(table.qualified(), table.bytes());
    }
}
