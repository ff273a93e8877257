package dev.landfall.mover.dump;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.CopyFormat;
import dev.landfall.model.transfer.Segment;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.postgres.Workers;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.segment.DamagedStreamException;
import dev.landfall.mover.segment.PackedSegment;
import dev.landfall.mover.segment.SegmentCutter;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.table.TablePart;
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

/** Copies the parts of all tables into segments, several at a time. */
final class DataDump {

    private final ObjectStore store;
    private final String prefix;
    private final int segmentBytes;
    private final StopSignal stop;
    private final ProgressTracker progress;
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicLong storedBytes = new AtomicLong();
    private final Queue<Segment> segments = new ConcurrentLinkedQueue<>();

    DataDump(ObjectStore store, String prefix, int segmentBytes, StopSignal stop, ProgressTracker progress) {
        this.store = store;
        this.prefix = prefix;
        this.segmentBytes = segmentBytes;
        this.stop = stop;
        this.progress = progress;
    }

    /** The segments by table id, each list in order. */
    Map<Integer, List<Segment>> run(Snapshot snapshot, List<TablePart> parts, int jobs) {
        Queue<TablePart> queue = new ConcurrentLinkedQueue<>(parts);
        var partsLeft = new ConcurrentHashMap<>(parts.stream()
                .collect(Collectors.toMap(
                        part -> part.table().id(),
                        part -> new AtomicInteger(1),
                        (one, other) -> new AtomicInteger(one.get() + other.get()))));
        new Workers(jobs, snapshot::join, stop)
                .run("copying a table", () -> Optional.ofNullable(queue.poll()), (session, part) -> {
                    copy(session, part);
                    var left = partsLeft.get(part.table().id());
                    if (left != null && left.decrementAndGet() == 0) {
                        progress.tableDone();
                    }
                });
        return segments.stream()
                .sorted(Comparator.comparingLong(Segment::sequence))
                .collect(Collectors.groupingBy(Segment::tableId));
    }

    long storedBytes() {
        return storedBytes.get();
    }

    private void copy(Session session, TablePart part) throws SQLException {
        var table = part.table();
        var cutter =
                new SegmentCutter(table.format(), segmentBytes, (content, rows) -> store(table.id(), content, rows));
        var copy = session.copy().copyOut("COPY (" + part.select() + ") TO STDOUT" + options(table.format()));
        try {
            for (var piece = copy.readFromCopy(); piece != null; piece = copy.readFromCopy()) {
                cutter.accept(piece);
            }
            // The driver returned null because the server completed the command; its count is the server's word.
            var rows = cutter.finish();
            if (rows != copy.getHandledRowCount()) {
                throw Problem.bug(
                                "ROWS_MISCOUNTED",
                                "The source says it sent " + copy.getHandledRowCount() + " rows of " + table.display()
                                        + ", and " + rows + " were read.")
                        .asException();
            }
        } catch (DamagedStreamException e) {
            throw Problem.retry(
                            "SOURCE_LOST",
                            "The source's data of " + table.display() + " broke off: " + e.getMessage() + ".",
                            "Find out why the server went away, then start a new run.")
                    .asException(e);
        } finally {
            if (copy.isActive()) {
                stop.check();
                copy.cancelCopy();
            }
        }
    }

    static String options(CopyFormat format) {
        return switch (format) {
            case BINARY -> " WITH (FORMAT binary)";
            case TEXT -> " WITH (FORMAT text)";
        };
    }

    private void store(int tableId, byte[] content, long rows) {
        stop.check();
        var packed = PackedSegment.pack(content);
        // Numbered as late as can be, so that a reader finds few gaps.
        var segment = new Segment(
                sequence.incrementAndGet(),
                tableId,
                rows,
                content.length,
                packed.digest().hex());
        store.put(prefix + segment.fileName(), packed.stored(), packed.digest());
        segments.add(segment);
        storedBytes.addAndGet(packed.stored().length);
        progress.add(rows, content.length);
    }
}
