package dev.landfall.mover.dump;

import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.transfer.Compression;
import dev.landfall.model.transfer.Segment;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.postgres.Workers;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.segment.RowSum;
import dev.landfall.mover.segment.SegmentCutter;
import dev.landfall.mover.segment.SegmentPacker;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.table.TablePart;
import dev.landfall.mover.table.TableReader;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Copies the parts of all tables into segments, several at a time, and adds up on the way what is in them. */
final class DataDump {

    private final ObjectStore store;
    private final DatabaseLayout layout;
    private final String attempt;
    private final int segmentBytes;
    private final Compression compression;
    private final StopSignal stop;
    private final ProgressTracker progress;
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicLong storedBytes = new AtomicLong();
    private final Queue<Segment> segments = new ConcurrentLinkedQueue<>();
    private final Map<Integer, RowSum> sums = new ConcurrentHashMap<>();

    DataDump(
            ObjectStore store,
            DatabaseLayout layout,
            String attempt,
            int segmentBytes,
            Compression compression,
            StopSignal stop,
            ProgressTracker progress) {
        this.store = store;
        this.layout = layout;
        this.attempt = attempt;
        this.segmentBytes = segmentBytes;
        this.compression = compression;
        this.stop = stop;
        this.progress = progress;
    }

    /** The tables with their segments, each list in order, and digests. */
    List<TableCopy> run(Snapshot snapshot, List<TableCopy> tables, List<TablePart> parts, int jobs) {
        Queue<TablePart> queue = new ConcurrentLinkedQueue<>(parts);
        var partsLeft = new ConcurrentHashMap<>(parts.stream()
                .collect(Collectors.toMap(
                        part -> part.table().id(),
                        part -> new AtomicInteger(1),
                        (one, other) -> new AtomicInteger(one.get() + other.get()))));
        try (var completion = new TableCompletion(store, layout.completedTables(), attempt, partsLeft)) {
            new Workers(jobs, snapshot::join, stop)
                    .run("copying a table", () -> Optional.ofNullable(queue.poll()), (session, part) -> {
                        copy(session, part, completion);
                        if (completion.partDone(part.table().id())) {
                            progress.tableDone();
                        }
                    });
        }
        var byTable = segments.stream()
                .sorted(Comparator.comparingLong(Segment::sequence))
                .collect(Collectors.groupingBy(Segment::tableId));
        return tables.stream()
                .map(table -> table.withSegments(byTable.getOrDefault(table.id(), List.of()))
                        .withDigest(sums.getOrDefault(table.id(), RowSum.EMPTY).digest()))
                .toList();
    }

    long storedBytes() {
        return storedBytes.get();
    }

    private void copy(Session session, TablePart part, TableCompletion completion) throws SQLException {
        try (var packer = new SegmentPacker(compression);
                var clock = progress.clock(part.table().display())) {
            var cutter = new SegmentCutter(part.table().format(), segmentBytes, (buffer, length, rows) -> {
                store(part.table().id(), packer, buffer, length, rows);
                completion.segmentStored(part.table().id());
                clock.moved(rows, length);
            });
            sums.merge(part.table().id(), TableReader.read(session, part, cutter, stop), RowSum::plus);
        }
    }

    private void store(int tableId, SegmentPacker packer, byte[] buffer, int length, long rows) {
        stop.check();
        var packed = packer.pack(buffer, length);
        // Numbered as late as can be, so that a reader finds few gaps.
        var segment = new Segment(
                sequence.incrementAndGet(),
                tableId,
                rows,
                length,
                packed.digest().hex(),
                compression);
        store.put(layout.segments(attempt) + segment.fileName(), packed.stored(), packed.digest());
        segments.add(segment);
        storedBytes.addAndGet(packed.stored().length);
    }
}
