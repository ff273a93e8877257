package dev.landfall.mover.segment;

import dev.landfall.model.transfer.CopyFormat;

/** Finds where rows end in a growing buffer of COPY data. */
sealed interface RowScanner permits BinaryRowScanner, TextRowScanner {

    static RowScanner of(CopyFormat format, RowSink sink) {
        return switch (format) {
            case BINARY -> new BinaryRowScanner(sink);
            case TEXT -> new TextRowScanner(sink);
        };
    }

    /** Looks at what was added: the buffer now holds {@code size} bytes. */
    void scan(byte[] buffer, int size);

    /** Rows that are whole, since the last {@link #restart}. */
    long rows();

    /** Where the last whole row ends; the stream's own header counts as before the first row. */
    int boundary();

    /** Whether the stream said that it is over; a text stream cannot say so. */
    boolean ended();

    /** The buffer was cut at the boundary: what followed it now begins at {@code offset}. */
    void restart(int offset);
}
