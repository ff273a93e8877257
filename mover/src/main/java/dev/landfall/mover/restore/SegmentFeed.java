package dev.landfall.mover.restore;

import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.transfer.CompletedTables;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.Segment;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.ObjectStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hands out the dump's segments as they appear, each once, until the data index says that there are no more. Listing goes
 * on from the last sequence below which none is missing, so it stays short however long the dump is.
 */
final class SegmentFeed {

    /** How long what was listed is enough to go on with. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private static final long POLL_MILLISECONDS = 100;

    private final ObjectStore store;
    private final DatabaseLayout layout;
    private final String prefix;
    private final String attempt;
    private final DumpWatch watch;
    private final LoadedTables tables;
    private final StopSignal stop;
    private final Set<Long> known;
    private final Queue<Segment> waiting = new ArrayDeque<>();
    private long allBelow;
    private long listedNanos;
    private Optional<Manifest> index = Optional.empty();

    /** Segments with the loaded sequences are left out; the tables are told what is complete. */
    SegmentFeed(
            ObjectStore store,
            DatabaseLayout layout,
            String attempt,
            DumpWatch watch,
            Set<Long> loaded,
            LoadedTables tables,
            StopSignal stop) {
        this.store = store;
        this.layout = layout;
        this.prefix = layout.segments(attempt);
        this.attempt = attempt;
        this.watch = watch;
        this.tables = tables;
        this.stop = stop;
        this.known = new HashSet<>(loaded);
        this.listedNanos = System.nanoTime() - FRESH.toNanos();
    }

    /** The next segment that is there already. */
    synchronized Optional<Segment> poll() {
        var stale = System.nanoTime() - listedNanos >= FRESH.toNanos();
        if (index.isEmpty() && (waiting.isEmpty() || stale)) {
            look();
        }
        return Optional.ofNullable(waiting.poll());
    }

    /** Whether all segments were handed out. */
    synchronized boolean isExhausted() {
        return index.isPresent() && waiting.isEmpty();
    }

    /** Called when there is nothing to do: returns after a moment, or throws why waiting makes no more sense. */
    void await() {
        if (isExhausted()) {
            // Only indexes are left, and others build them.
            stop.pause(POLL_MILLISECONDS);
        } else {
            watch.await(attempt);
        }
    }

    /** All of the dump; to be asked when nothing more is handed out. */
    synchronized Manifest complete() {
        return index.orElseThrow();
    }

    private void look() {
        index = watch.index(attempt);
        if (index.isPresent()) {
            var all = index.get().tables();
            offer(all.stream().flatMap(table -> table.segments().stream()).toList());
            tables.complete(all.stream().collect(Collectors.toMap(TableCopy::id, table ->
                    (long) table.segments().size())));
        } else {
            list();
            store.readJson(layout.completedTables(), CompletedTables.class)
                    .filter(completed -> completed.attempt().equals(attempt))
                    .ifPresent(completed -> tables.complete(completed.segments()));
        }
        listedNanos = System.nanoTime();
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
