package dev.landfall.mover.restore;

import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.CompletedTables;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.Segment;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.ObjectStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private final Manifest plan;
    private final DumpWatch watch;
    private final LoadedTables tables;
    private final StopSignal stop;
    private final Set<Long> known;
    private final Queue<Segment> waiting = new ArrayDeque<>();

    /** By sequence: what was handed out before the index was there. */
    private final Map<Long, Segment> listed = new HashMap<>();

    private long allBelow;
    private long listedNanos;
    private Optional<Manifest> index = Optional.empty();

    /** Segments with the loaded sequences are left out; the tables are told what is complete. */
    SegmentFeed(
            ObjectStore store,
            DatabaseLayout layout,
            Manifest plan,
            DumpWatch watch,
            Set<Long> loaded,
            LoadedTables tables,
            StopSignal stop) {
        this.store = store;
        this.layout = layout;
        this.prefix = layout.segments(plan.attempt());
        this.plan = plan;
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
            watch.await(plan.attempt());
        }
    }

    /** All of the dump; to be asked when nothing more is handed out. */
    synchronized Manifest complete() {
        return index.orElseThrow();
    }

    private void look() {
        index = watch.index(plan);
        if (index.isPresent()) {
            var all = index.get().tables();
            var segments =
                    all.stream().flatMap(table -> table.segments().stream()).toList();
            refuseOthers(segments);
            offer(segments);
            tables.complete(all.stream().collect(Collectors.toMap(TableCopy::id, table ->
                    (long) table.segments().size())));
        } else {
            list();
            store.readJson(layout.completedTables(), CompletedTables.class)
                    .filter(completed -> completed.attempt().equals(plan.attempt()))
                    .ifPresent(completed -> tables.complete(completed.segments()));
        }
        listedNanos = System.nanoTime();
    }

    /** What was listed before the index was there is what the index says; the dump numbers each sequence once. */
    private void refuseOthers(List<Segment> indexed) {
        var left = new HashMap<>(listed);
        for (var segment : indexed) {
            var found = left.remove(segment.sequence());
            if (found != null && !found.equals(segment)) {
                throw changed(found);
            }
        }
        // A segment of several tables is named by each of them.
        var sequences = indexed.stream().map(Segment::sequence).collect(Collectors.toSet());
        left.values().stream()
                .filter(segment -> !sequences.contains(segment.sequence()))
                .findFirst()
                .ifPresent(segment -> {
                    throw changed(segment);
                });
    }

    private LandfallException changed(Segment segment) {
        return Problem.operator(
                        ObjectStore.CHANGED,
                        "The segment " + prefix + segment.fileName() + " is none of those that the dump wrote.",
                        "Find out who writes to the run's store, then start a new run.")
                .asException();
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
                listed.put(segment.sequence(), segment);
                watch.news();
            }
        }
    }
}
