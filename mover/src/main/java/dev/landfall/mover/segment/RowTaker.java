package dev.landfall.mover.segment;

/** Takes one COPY stream, in pieces that may be cut anywhere. */
public interface RowTaker {

    /** The piece is the taker's only during the call. */
    void accept(byte[] piece);

    /**
     * The source said that the stream is over.
     *
     * @return rows and checksum of the whole stream
     * @throws DamagedStreamException where it is not
     */
    RowSum finish();
}
