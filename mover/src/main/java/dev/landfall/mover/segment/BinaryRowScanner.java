package dev.landfall.mover.segment;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Rows of {@code COPY … (FORMAT binary)}: a header of 19 bytes or more, for each row a field count and each field with
 * its length before it, then a field count of -1. See "Binary Format" at PostgreSQL's COPY.
 */
final class BinaryRowScanner implements RowScanner {

    /** Signature, no flags, no header extension. */
    static final byte[] HEADER = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    static final byte[] TRAILER = {-1, -1};

    private static final int SIGNATURE = 11;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    private final RowSink sink;
    private long rows;
    private int boundary;
    private int position;
    private int fieldsLeft = -1;
    private boolean headerSeen;
    private boolean ended;

    BinaryRowScanner(RowSink sink) {
        this.sink = sink;
    }

    @Override
    public void scan(byte[] buffer, int size) {
        if (!headerSeen && !readHeader(buffer, size)) {
            return;
        }
        while (!ended) {
            if (fieldsLeft < 0) {
                if (position + 2 > size) {
                    return;
                }
                fieldsLeft = (short) SHORT.get(buffer, position);
                if (fieldsLeft < -1) {
                    throw new DamagedStreamException("a row has " + fieldsLeft + " fields");
                }
                position += 2;
                if (fieldsLeft == -1) {
                    ended = true;
                    return;
                }
            }
            while (fieldsLeft > 0) {
                if (position < 0 || position > size - 4) {
                    return;
                }
                var length = (int) INT.get(buffer, position);
                if (length < -1) {
                    throw new DamagedStreamException("a field has " + length + " bytes");
                }
                position += 4 + Math.max(0, length);
                fieldsLeft--;
            }
            if (position > size) {
                return;
            }
            fieldsLeft = -1;
            rows++;
            sink.row(buffer, boundary, position - boundary);
            boundary = position;
        }
    }

    private boolean readHeader(byte[] buffer, int size) {
        if (size < HEADER.length) {
            return false;
        }
        if (Arrays.mismatch(buffer, 0, SIGNATURE, HEADER, 0, SIGNATURE) >= 0) {
            throw new DamagedStreamException("it does not begin as binary COPY does");
        }
        var extension = (int) INT.get(buffer, HEADER.length - 4);
        if (extension != 0 || (int) INT.get(buffer, SIGNATURE) != 0) {
            throw new DamagedStreamException("its header has flags that are not known");
        }
        headerSeen = true;
        position = HEADER.length;
        boundary = position;
        return true;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public int boundary() {
        return boundary;
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public void restart(int offset) {
        position += offset - boundary;
        boundary = offset;
        rows = 0;
    }
}
