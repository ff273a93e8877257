package dev.landfall.mover.segment;

import dev.landfall.model.transfer.CopyFormat;
import dev.landfall.model.transfer.Segment;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * All rows of a small table, as a whole COPY stream. Several of them stand one behind the other in one segment, each behind
 * its head: the table's id, its rows and its bytes, in 4, 8 and 4 bytes.
 */
public final class TableStream {

    private static final int HEAD_BYTES = Integer.BYTES + Long.BYTES + Integer.BYTES;

    private final int tableId;
    private final long rows;
    private final byte[] copy;

    /** @param copy the stream; nobody changes it any more */
    public TableStream(int tableId, long rows, byte[] copy) {
        this.tableId = tableId;
        this.rows = rows;
        this.copy = copy;
    }

    public int tableId() {
        return tableId;
    }

    public long rows() {
        return rows;
    }

    /** The stream; the caller must not change it. */
    public byte[] copy() {
        return copy;
    }

    /** What it takes in a segment. */
    public int packedBytes() {
        return HEAD_BYTES + copy.length;
    }

    /** A segment's content. */
    public static byte[] join(List<TableStream> streams) {
        var joined = new ByteArrayOutputStream(
                streams.stream().mapToInt(TableStream::packedBytes).sum());
        for (var stream : streams) {
            joined.writeBytes(ByteBuffer.allocate(HEAD_BYTES)
                    .putInt(stream.tableId)
                    .putLong(stream.rows)
                    .putInt(stream.copy.length)
                    .array());
            joined.writeBytes(stream.copy);
        }
        return joined.toByteArray();
    }

    /** The streams of a segment, once it is proven to be what the dump wrote; {@code SEGMENT_DAMAGED} otherwise. */
    public static List<TableStream> unpack(String key, byte[] stored, Segment segment) {
        var content = ByteBuffer.wrap(PackedSegment.content(key, stored, segment));
        var streams = new ArrayList<TableStream>();
        try {
            while (content.hasRemaining()) {
                var tableId = content.getInt();
                var rows = content.getLong();
                var length = content.getInt();
                if (length < 0 || length > content.remaining()) {
                    throw PackedSegment.damaged(key, "a table's rows are longer than it is");
                }
                var copy = new byte[length];
                content.get(copy);
                streams.add(new TableStream(tableId, rows, copy));
            }
        } catch (BufferUnderflowException e) {
            throw PackedSegment.damaged(key, "it ends inside a table's head");
        }
        if (streams.stream().mapToLong(TableStream::rows).sum() != segment.rows()) {
            throw PackedSegment.damaged(key, "its tables do not have " + segment.rows() + " rows together");
        }
        return List.copyOf(streams);
    }

    /** {@code SEGMENT_DAMAGED} where the stream is not whole or has another number of rows. */
    public void verify(String key, CopyFormat format) {
        PackedSegment.verifyRows(key, copy, copy.length, rows, format);
    }
}
