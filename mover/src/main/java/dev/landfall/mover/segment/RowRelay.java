package dev.landfall.mover.segment;

import dev.landfall.model.transfer.CopyFormat;
import java.util.Arrays;

/**
 * Passes one COPY stream on as it is, in chunks that end where rows end, and sums up the rows on the way. A large row is
 * neither copied nor held a second time. A stream without rows is not passed on at all.
 */
public final class RowRelay implements RowTaker {

    /** One write to a socket, and what a server's buffer takes at once. */
    private static final int CHUNK_BYTES = 1 << 16;

    /** From here on a piece is a chunk of its own: copying it would cost more than another write. */
    private static final int DIRECT_BYTES = 1 << 13;

    private final CopyFormat format;
    private final Sink sink;
    private final RowDigest digest = new RowDigest();
    private final RowScanner scanner;
    private byte[] buffer = new byte[CHUNK_BYTES + DIRECT_BYTES];
    private int size;

    /** Takes the beginning of a buffer, which is its own only during the call. */
    @FunctionalInterface
    public interface Sink {
        void chunk(byte[] buffer, int length, long rows);
    }

    public RowRelay(CopyFormat format, Sink sink) {
        this.format = format;
        this.sink = sink;
        this.scanner = RowScanner.of(format, digest);
    }

    @Override
    public void accept(byte[] piece) {
        if (piece.length >= DIRECT_BYTES) {
            acceptLarge(piece);
            return;
        }
        append(piece, 0, piece.length);
        scanner.scan(buffer, size);
        if (scanner.boundary() >= CHUNK_BYTES) {
            passOn();
        }
    }

    @Override
    public RowSum finish() {
        if (format == CopyFormat.BINARY && !scanner.ended()) {
            throw new DamagedStreamException("it ends without its trailer");
        }
        if (size != scanner.boundary() + trailer()) {
            throw new DamagedStreamException("it ends inside a row");
        }
        var sum = digest.sum();
        if (sum.rows() > 0) {
            sink.chunk(buffer, size, scanner.rows());
        }
        return sum;
    }

    /** Where all that came before is passed on, rows that the piece holds whole are taken from where they lie. */
    private void acceptLarge(byte[] piece) {
        if (size > 0 && scanner.boundary() == size) {
            passOn();
        }
        if (size > 0) {
            append(piece, 0, piece.length);
            scanner.scan(buffer, size);
            passOn();
            return;
        }
        scanner.scan(piece, piece.length);
        var boundary = scanner.boundary();
        if (boundary > 0) {
            sink.chunk(piece, boundary, scanner.rows());
        }
        scanner.restart(0);
        append(piece, boundary, piece.length - boundary);
    }

    private void passOn() {
        var boundary = scanner.boundary();
        if (scanner.rows() == 0) {
            return;
        }
        sink.chunk(buffer, boundary, scanner.rows());
        System.arraycopy(buffer, boundary, buffer, 0, size - boundary);
        size -= boundary;
        scanner.restart(0);
    }

    private void append(byte[] piece, int offset, int length) {
        var needed = Math.addExact(size, length);
        if (needed > buffer.length) {
            buffer =
                    Arrays.copyOf(buffer, (int) Math.max(needed, Math.min(2L * buffer.length, Integer.MAX_VALUE - 8L)));
        }
        System.arraycopy(piece, offset, buffer, size, length);
        size = needed;
    }

    private int trailer() {
        return switch (format) {
            case BINARY -> BinaryRowScanner.TRAILER.length;
            case TEXT -> 0;
        };
    }
}
