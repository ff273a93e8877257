package dev.landfall.mover.segment;

/** COPY data that breaks the format's rules. */
public final class DamagedStreamException extends RuntimeException {

    DamagedStreamException(String message) {
        super(message);
    }
}
