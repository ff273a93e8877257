package dev.landfall.mover.restore;

import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.Segment;
import dev.landfall.mover.store.ObjectStore;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Hands out the dump's segments as they appear, each once, until the data index says that there are no more. Listing goes
 * on from the last sequence below which none is missing, so it stays short however long the dump is.
 */
final class SegmentFeed {

    private final ObjectStore store;
    private final String prefix;
    private final String attempt;
    private final DumpWatch watch;
    private final Set<Long> known;
    private final Queue<Segment> waiting = new ArrayDeque<>();
    private long allBelow;
    private Optional<Manifest> index = Optional.empty();

    /** Segments with the loaded sequences are left out. */
    SegmentFeed(ObjectStore store, String prefix, String attempt, DumpWatch watch, Set<Long> loaded) {
        this.store = store;
        this.prefix = prefix;
        this.attempt = attempt;
        this.watch = watch;
        this.known = new HashSet<>(loaded);
    }

    /** The next segment; waits for it; empty when all were handed out. */
    synchronized Optional<Segment> next() {
        while (waiting.isEmpty() && index.isEmpty()) {
            index = watch.index(attempt);
            if (index.isPresent()) {
                offer(index.get().tables().stream()
                        .flatMap(table -> table.segments().stream())
                        .toList());
            } else {
                list();
                if (waiting.isEmpty()) {
                    watch.await(attempt);
                }
            }
        }
        return Optional.ofNullable(waiting.poll());
    }

    /** All of the dump; to be asked when nothing more is handed out. */
    synchronized Manifest complete() {
        return index.orElseThrow();
    }

    private void list() {
        // '~' sorts after every character of a segment's name.
        var after = prefix + Segment.sortsAs(allBelow) + "~";
        offer(store.list(prefix, after).stream()
                .flatMap(key -> Segment.parse(key).stream())
                .toList());
        while (known.remove(allBelow + 1)) {
            allBelow++;
        }
    }

    private void offer(List<Segment> segments) {
        for (var segment : segments) {
            if (segment.sequence() > allBelow && known.add(segment.sequence())) {
                waiting.add(segment);
                watch.news();
            }
        }
    }
}
