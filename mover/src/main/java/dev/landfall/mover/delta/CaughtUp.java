package dev.landfall.mover.delta;

import java.util.List;

/**
 * A copy that is as its source.
 *
 * @param passes in order; the last one found nothing
 * @param sequences that were set
 * @param largeObjects that were carried or taken away
 * @param views that were filled anew
 */
public record CaughtUp(List<DeltaReport> passes, int sequences, int largeObjects, int views) {

    public CaughtUp {
        passes = List.copyOf(passes);
    }
}
