package dev.landfall.mover.delta;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.WriteMark;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.postgres.SnapshotMark;
import dev.landfall.mover.progress.StopSignal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * From where changes count: taken before a copy is begun, so that the copy holds at least what was there then. Rows that
 * changed between this and the copy's own snapshot are carried a second time, which changes nothing.
 *
 * @param fingerprints of the tables' shapes, by their qualified names
 */
public record Baseline(WriteMark mark, Map<String, String> fingerprints) {

    public Baseline {
        fingerprints = Map.copyOf(fingerprints);
    }

    /** Only reads. {@code DELTA_MARK_MISSING} on a standby, and where the log does not come to the disk. */
    public static Baseline take(Server source, StopSignal stop) {
        try (var snapshot = Snapshot.take(source, stop)) {
            var mark = mark(snapshot, Set.of(), stop);
            var shapes = snapshot.ask("reading its catalog", TableShape::read);
            return new Baseline(mark, fingerprints(shapes));
        }
    }

    static WriteMark mark(Snapshot snapshot, Set<WriteMark> proved, StopSignal stop) {
        return SnapshotMark.take(snapshot, proved, stop)
                .orElseThrow(() -> Problem.operator(
                                "DELTA_MARK_MISSING",
                                "No mark could be taken from which changes count: the server read is a standby, or its"
                                        + " write-ahead log did not come to the disk within half a minute.",
                                "Read the primary, look at its disk and its synchronous standbys, and run again.")
                        .asException());
    }

    static Map<String, String> fingerprints(Map<String, TableShape> shapes) {
        var fingerprints = new HashMap<String, String>();
        shapes.forEach((table, shape) -> fingerprints.put(table, shape.fingerprint()));
        return fingerprints;
    }
}
