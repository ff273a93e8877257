package dev.landfall.model.transfer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;

/**
 * One table's share of a copy.
 *
 * @param id of the table within this copy, as in the keys of its segments; 0 is the large objects
 * @param columns that travel, in order: all but dropped and generated ones
 * @param filter condition that chooses the rows, for a table that an extension made and the user filled
 * @param rows exact, once the data is written; the planner's estimate in the plan
 * @param bytes uncompressed, once the data is written; heap and TOAST on the source in the plan
 * @param digest order-independent checksum of the rows' content; empty before it is known
 * @param segments empty in the plan
 */
public record TableCopy(
        int id,
        String schema,
        String name,
        List<String> columns,
        CopyFormat format,
        Optional<String> filter,
        long rows,
        long bytes,
        Optional<String> digest,
        List<Segment> segments) {

    /** The large objects travel as a table of their pages: oid, offset, data. */
    public static final int LARGE_OBJECTS = 0;

    public TableCopy {
        columns = List.copyOf(columns);
        segments = List.copyOf(segments);
    }

    @JsonIgnore
    public boolean isLargeObjects() {
        return id == LARGE_OBJECTS;
    }

    /** Quoted and qualified: {@code "public"."Straße"}. */
    @JsonIgnore
    public String qualified() {
        return SqlName.qualified(schema, name);
    }

    /** For people: {@code public.Straße}. */
    @JsonIgnore
    public String display() {
        return schema + "." + name;
    }

    public TableCopy withDigest(String newDigest) {
        return new TableCopy(id, schema, name, columns, format, filter, rows, bytes, Optional.of(newDigest), segments);
    }

    /** With another condition that chooses the rows, or none. */
    public TableCopy withFilter(Optional<String> newFilter) {
        return new TableCopy(id, schema, name, columns, format, newFilter, rows, bytes, digest, segments);
    }

    /** With another count of rows. */
    public TableCopy withRows(long newRows) {
        return new TableCopy(id, schema, name, columns, format, filter, newRows, bytes, digest, segments);
    }

    /** With another size of its rows. */
    public TableCopy withBytes(long newBytes) {
        return new TableCopy(id, schema, name, columns, format, filter, rows, newBytes, digest, segments);
    }

    /** With its data: counts are the segments' sums. */
    public TableCopy withSegments(List<Segment> newSegments) {
        return new TableCopy(
                id,
                schema,
                name,
                columns,
                format,
                filter,
                newSegments.stream().mapToLong(Segment::rows).sum(),
                newSegments.stream().mapToLong(Segment::bytes).sum(),
                digest,
                newSegments);
    }

    /** With its data, which stands in a segment that other tables have rows in, too; the counts are this table's own. */
    public TableCopy withShareOf(Segment segment, long ownRows, long ownBytes) {
        return new TableCopy(id, schema, name, columns, format, filter, ownRows, ownBytes, digest, List.of(segment));
    }
}
