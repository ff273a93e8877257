package dev.landfall.mover.table;

import dev.landfall.model.transfer.SqlName;
import dev.landfall.model.transfer.TableCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A piece of a table that is read at one go.
 *
 * @param firstPage of the heap
 * @param endPage the page after its last one; empty for up to the end, however far the table has grown
 * @param weightBytes its share of heap and TOAST
 */
public record TablePart(TableCopy table, long firstPage, Optional<Long> endPage, long weightBytes) {

    /** Servers before this major scan the whole table for a range of row addresses. */
    public static final int RANGES_FROM_MAJOR = 14;

    /** Where the comment on a large object stands, as if it were a page. */
    public static final int COMMENT_START = -1;

    /**
     * Each 256 KiB of a large object, as a row; holes read as zeros, an empty object is one empty row; the comment, which
     * {@code pg_dump} leaves to the data, is a row, too.
     */
    private static final String LARGE_OBJECTS = """
            (WITH opened AS MATERIALIZED (
               SELECT oid, pg_catalog.lo_open(oid, 262144) AS descriptor FROM pg_catalog.pg_largeobject_metadata),
             sized AS MATERIALIZED (
               SELECT oid, descriptor, pg_catalog.lo_lseek64(descriptor, 0, 2) AS size FROM opened),
             closed AS MATERIALIZED (SELECT oid, size, pg_catalog.lo_close(descriptor) FROM sized)
             SELECT c.oid AS loid, o.start, pg_catalog.lo_get(c.oid, o.start, 262144) AS data
               FROM closed c
               CROSS JOIN LATERAL pg_catalog.generate_series(0::bigint, greatest(c.size - 1, 0), 262144) o(start)
             UNION ALL
             SELECT d.objoid, %d, pg_catalog.convert_to(d.description, 'UTF8')
               FROM pg_catalog.pg_description d
              WHERE d.classoid = 'pg_catalog.pg_largeobject'::pg_catalog.regclass) p""".formatted(COMMENT_START);

    /** The pages of all large objects, for a FROM: {@code p(loid, start, data)}. */
    public static String largeObjects() {
        return LARGE_OBJECTS;
    }

    /** All of a table. */
    public static TablePart whole(TableCopy table, long weightBytes) {
        return new TablePart(table, 0, Optional.empty(), weightBytes);
    }

    public boolean isWhole() {
        return firstPage == 0 && endPage.isEmpty();
    }

    /** Equal ranges of pages, of about the given size where TOAST counts too. */
    public static List<TablePart> split(TableCopy table, long pages, long bytes, long partBytes, int serverMajor) {
        var count = Math.min(pages, Math.ceilDiv(bytes, partBytes));
        if (serverMajor < RANGES_FROM_MAJOR || count < 2 || table.isLargeObjects()) {
            return List.of(whole(table, bytes));
        }
        var parts = new ArrayList<TablePart>();
        for (var i = 0L; i < count; i++) {
            var end = i == count - 1 ? Optional.<Long>empty() : Optional.of(pages * (i + 1) / count);
            parts.add(new TablePart(table, pages * i / count, end, bytes / count));
        }
        return parts;
    }

    /** The rows of this part: {@code SELECT columns FROM ONLY table WHERE …}. */
    public String select() {
        return "SELECT " + columns() + " FROM " + from();
    }

    /**
     * What {@code COPY} reads: of a whole table by its name, which needs neither a plan nor locks on its indexes, and is the
     * table without its children as well.
     */
    public String copied() {
        return !isWhole() || table.isLargeObjects() || table.filter().isPresent()
                ? "(" + select() + ")"
                : table.qualified() + (table.columns().isEmpty() ? "" : " (" + columns() + ")");
    }

    /** The columns, quoted, with commas between. */
    public String columns() {
        return table.columns().stream().map(SqlName::quoted).collect(Collectors.joining(", "));
    }

    /** What follows FROM. */
    public String from() {
        if (table.isLargeObjects()) {
            return LARGE_OBJECTS;
        }
        var conditions = new ArrayList<String>();
        if (firstPage > 0) {
            conditions.add("ctid >= '(" + firstPage + ",0)'::pg_catalog.tid");
        }
        endPage.ifPresent(page -> conditions.add("ctid < '(" + page + ",0)'::pg_catalog.tid"));
        table.filter().ifPresent(filter -> conditions.add("(" + filter + ")"));
        return "ONLY " + table.qualified() + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
    }
}
