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
import dev.landfall.mover.segment.TableStream;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.table.TablePart;
import dev.landfall.mover.table.TableReader;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final Map<Integer, Share> shares = new ConcurrentHashMap<>();

    /** A small table's part of a segment. */
    private record Share(Segment segment, long rows, long bytes) {}

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
        Queue<List<TablePart>> queue = new ConcurrentLinkedQueue<>(SmallTables.together(parts, segmentBytes));
        var partsLeft = new ConcurrentHashMap<>(parts.stream()
                .collect(Collectors.toMap(
                        part -> part.table().id(),
                        part -> new AtomicInteger(1),
                        (one, other) -> new AtomicInteger(one.get() + other.get()))));
        try (var completion = new TableCompletion(store, layout.completedTables(), attempt, partsLeft)) {
            new Workers(jobs, snapshot::join, stop)
                    .run("copying a table", () -> Optional.ofNullable(queue.poll()), (session, together) -> {
                        if (together.size() == 1) {
                            copy(session, together.getFirst(), completion);
                        } else {
                            copySmall(session, together, completion);
                        }
                        for (var part : together) {
                            if (completion.partDone(part.table().id())) {
                                progress.tableDone();
                            }
                        }
                    });
        }
        var byTable = segments.stream()
                .sorted(Comparator.comparingLong(Segment::sequence))
                .collect(Collectors.groupingBy(Segment::tableId));
        return tables.stream()
                .map(table -> Optional.ofNullable(shares.get(table.id()))
                        .map(share -> table.withShareOf(share.segment(), share.rows(), share.bytes()))
                        .orElseGet(() -> table.withSegments(byTable.getOrDefault(table.id(), List.of())))
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

    /** Small tables into one segment; one that is larger than it looked gets segments of its own. */
    private void copySmall(Session session, List<TablePart> parts, TableCompletion completion) throws SQLException {
        var streams = new ArrayList<TableStream>();
        try (var packer = new SegmentPacker(compression)) {
            for (var part : parts) {
                read(session, part, packer, completion).ifPresent(streams::add);
                if (streams.stream().mapToLong(TableStream::packedBytes).sum() > SmallTables.bytes(segmentBytes)) {
                    storeTogether(streams, packer, completion);
                }
            }
            storeTogether(streams, packer, completion);
        }
    }

    /** All rows of a table; empty where there are none, and where they were too many and are stored already. */
    private Optional<TableStream> read(
            Session session, TablePart part, SegmentPacker packer, TableCompletion completion) throws SQLException {
        var id = part.table().id();
        var waiting = new ArrayDeque<TableStream>();
        var large = new AtomicBoolean();
        try (var clock = progress.clock(part.table().display())) {
            var cutter = new SegmentCutter(part.table().format(), segmentBytes, (buffer, length, rows) -> {
                large.compareAndSet(false, !waiting.isEmpty() || length > SmallTables.bytes(segmentBytes));
                waiting.add(new TableStream(id, rows, Arrays.copyOf(buffer, length)));
                clock.moved(rows, length);
                while (large.get() && !waiting.isEmpty()) {
                    var own = waiting.remove();
                    store(id, packer, own.copy(), own.copy().length, own.rows());
                    completion.segmentStored(id);
                }
            });
            sums.merge(id, TableReader.read(session, part, cutter, stop), RowSum::plus);
        }
        return Optional.ofNullable(waiting.poll());
    }

    private void storeTogether(List<TableStream> streams, SegmentPacker packer, TableCompletion completion) {
        if (streams.isEmpty()) {
            return;
        }
        var content = TableStream.join(streams);
        var rows = streams.stream().mapToLong(TableStream::rows).sum();
        var segment = put(Segment.SEVERAL, packer, content, content.length, rows);
        for (var stream : streams) {
            shares.put(stream.tableId(), new Share(segment, stream.rows(), stream.copy().length));
            completion.segmentStored(stream.tableId());
        }
        streams.clear();
    }

    private void store(int tableId, SegmentPacker packer, byte[] buffer, int length, long rows) {
        segments.add(put(tableId, packer, buffer, length, rows));
    }

    private Segment put(int tableId, SegmentPacker packer, byte[] buffer, int length, long rows) {
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
        storedBytes.addAndGet(packed.stored().length);
        return segment;
    }
}
