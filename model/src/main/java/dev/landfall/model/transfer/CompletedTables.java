package dev.landfall.model.transfer;

import java.util.Map;

/**
 * Tables of which a dump that still runs has written everything; a restore may build their indexes.
 *
 * @param attempt of the dump
 * @param segments how many segments each of these tables has, by its id
 */
public record CompletedTables(String attempt, Map<Integer, Long> segments) {

    public CompletedTables {
        segments = Map.copyOf(segments);
    }
}
