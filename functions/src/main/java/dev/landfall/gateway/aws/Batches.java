package dev.landfall.gateway.aws;

import java.util.ArrayList;
import java.util.List;

/** Cuts a list into parts that one call may name. */
final class Batches {

    private Batches() {}

    static <T> List<List<T>> of(List<T> all, int size) {
        var batches = new ArrayList<List<T>>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(List.copyOf(all.subList(from, Math.min(all.size(), from + size))));
        }
        return batches;
    }
}
