package dev.landfall.model.transfer;

import java.util.List;

/**
 * An archive of {@code pg_dump} that is stored whole, in pieces; written after the last of them.
 *
 * @param attempt of the dump
 * @param pieces in order; each stands in the store as a segment of table 0 without rows
 */
public record ArchivePieces(String attempt, List<Segment> pieces) {

    public ArchivePieces {
        pieces = List.copyOf(pieces);
    }
}
