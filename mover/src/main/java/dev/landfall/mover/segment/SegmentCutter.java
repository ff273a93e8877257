package dev.landfall.mover.segment;

import dev.landfall.model.transfer.CopyFormat;
import java.util.Arrays;

/**
 * Cuts one COPY stream at row boundaries into streams that are whole by themselves. The pieces of the stream may be cut
 * anywhere; a segment ends at the last row of the piece that fills it, and a server sends a row as a piece.
 */
public final class SegmentCutter {

    private static final int SLACK_BYTES = 1 << 16;

    private final CopyFormat format;
    private final int limitBytes;
    private final Sink sink;
    private final RowScanner scanner;
    private byte[] buffer;
    private int size;
    private long rows;

    /** Takes a whole COPY stream; the array is the sink's to keep. */
    @FunctionalInterface
    public interface Sink {
        void segment(byte[] content, long rows);
    }

    public SegmentCutter(CopyFormat format, int limitBytes, Sink sink) {
        this.format = format;
        this.limitBytes = limitBytes;
        this.sink = sink;
        this.scanner = RowScanner.of(format);
        this.buffer = new byte[Math.min(limitBytes, 1 << 20) + SLACK_BYTES];
    }

    public void accept(byte[] piece) {
        reserve(piece.length);
        System.arraycopy(piece, 0, buffer, size, piece.length);
        size += piece.length;
        scanner.scan(buffer, size);
        if (scanner.boundary() >= limitBytes && scanner.rows() > 0) {
            cut();
        }
    }

    /**
     * The source said that the stream is over.
     *
     * @return rows of the whole stream
     * @throws DamagedStreamException where it is not
     */
    public long finish() {
        var trailer = switch (format) {
            case BINARY -> BinaryRowScanner.TRAILER.length;
            case TEXT -> 0;
        };
        if (format == CopyFormat.BINARY && !scanner.ended()) {
            throw new DamagedStreamException("it ends without its trailer");
        }
        if (size != scanner.boundary() + trailer) {
            throw new DamagedStreamException("it ends inside a row");
        }
        if (scanner.rows() > 0) {
            cut();
        }
        return rows;
    }

    private void cut() {
        var boundary = scanner.boundary();
        rows += scanner.rows();
        switch (format) {
            case BINARY -> {
                var content = Arrays.copyOf(buffer, boundary + BinaryRowScanner.TRAILER.length);
                System.arraycopy(BinaryRowScanner.TRAILER, 0, content, boundary, BinaryRowScanner.TRAILER.length);
                sink.segment(content, scanner.rows());
                keepRest(boundary, BinaryRowScanner.HEADER.length);
            }
            case TEXT -> {
                sink.segment(Arrays.copyOf(buffer, boundary), scanner.rows());
                keepRest(boundary, 0);
            }
        }
    }

    /** The next segment begins with the header, which is still there, and what followed the boundary. */
    private void keepRest(int boundary, int headerBytes) {
        System.arraycopy(buffer, boundary, buffer, headerBytes, size - boundary);
        size = headerBytes + size - boundary;
        scanner.restart(headerBytes);
    }

    private void reserve(int more) {
        var needed = Math.addExact(size, more);
        if (needed > buffer.length) {
            var doubled = (long) buffer.length * 2;
            buffer = Arrays.copyOf(buffer, (int) Math.max(needed, Math.min(doubled, limitBytes + SLACK_BYTES)));
        }
    }
}
