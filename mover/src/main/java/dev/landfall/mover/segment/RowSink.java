package dev.landfall.mover.segment;

/** Is shown each whole row once, in order. */
@FunctionalInterface
interface RowSink {

    /** The row's bytes are the buffer's only during the call. */
    void row(byte[] buffer, int offset, int length);
}
