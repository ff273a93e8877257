package dev.landfall.mover.segment;

import dev.landfall.model.transfer.CopyFormat;
import java.util.Arrays;

/**
 * Cuts one COPY stream at row boundaries into streams that are whole by themselves. The pieces of the stream may be cut
 * anywhere; a segment ends at the last row of the piece that fills it, and a server sends a row as a piece.
 */
public final class SegmentCutter implements RowTaker {

    private static final int SLACK_BYTES = 1 << 16;

    private final CopyFormat format;
    private final int limitBytes;
    private final Sink sink;
    private final RowDigest digest = new RowDigest();
    private final RowScanner scanner;
    private byte[] buffer;
    private int size;

    /** Takes a whole COPY stream; the buffer holds it only during the call. */
    @FunctionalInterface
    public interface Sink {
        void segment(byte[] buffer, int length, long rows);
    }

    public SegmentCutter(CopyFormat format, int limitBytes, Sink sink) {
        this.format = format;
        this.limitBytes = limitBytes;
        this.sink = sink;
        this.scanner = RowScanner.of(format, digest);
        this.buffer = new byte[SLACK_BYTES];
    }

    @Override
    public void accept(byte[] piece) {
        reserve(piece.length);
        System.arraycopy(piece, 0, buffer, size, piece.length);
        size += piece.length;
        scanner.scan(buffer, size);
        if (scanner.boundary() >= limitBytes && scanner.rows() > 0) {
            cut();
        }
    }

    @Override
    public RowSum finish() {
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
        return digest.sum();
    }

    private void cut() {
        var boundary = scanner.boundary();
        switch (format) {
            case BINARY -> {
                // The trailer is lent the place of what follows the last row.
                var length = boundary + BinaryRowScanner.TRAILER.length;
                reserve(Math.max(0, length - size));
                var followed = Arrays.copyOfRange(buffer, boundary, length);
                System.arraycopy(BinaryRowScanner.TRAILER, 0, buffer, boundary, BinaryRowScanner.TRAILER.length);
                sink.segment(buffer, length, scanner.rows());
                System.arraycopy(followed, 0, buffer, boundary, followed.length);
                keepRest(boundary, BinaryRowScanner.HEADER.length);
            }
            case TEXT -> {
                sink.segment(buffer, boundary, scanner.rows());
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
