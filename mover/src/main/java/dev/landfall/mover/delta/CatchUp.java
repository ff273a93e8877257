package dev.landfall.mover.delta;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.SequenceValue;
import dev.landfall.mover.dump.Inventory;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.progress.ProgressListener;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.table.SequenceValues;
import dev.landfall.mover.table.ViewFilling;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The end of a warm copy, once nobody writes on the source: passes until one finds nothing, for the pass that carries the
 * last rows does not prove that they were the last; then what has no rows: sequences, large objects, materialized views. Run
 * again, it changes nothing. {@code DELTA_DOES_NOT_END} where somebody still writes, and what {@link Delta} says.
 */
public final class CatchUp {

    private static final int MOST_PASSES = 5;

    private final DeltaRequest request;
    private final StopSignal stop;

    public CatchUp(DeltaRequest request, StopSignal stop) {
        this.request = request;
        this.stop = stop;
    }

    public CaughtUp run(ProgressListener listener) {
        var delta = new Delta(request, stop);
        var passes = new ArrayList<DeltaReport>();
        var sequences = 0;
        var objects = 0;
        while (passes.size() < MOST_PASSES) {
            passes.add(delta.apply(listener));
            var rest = rest();
            sequences += rest.sequences();
            objects += rest.objects();
            if (passes.getLast().foundNothing() && rest.isNothing()) {
                return new CaughtUp(passes, sequences, objects, views());
            }
        }
        throw endless(passes.getLast());
    }

    /** What was set and carried that has no rows. */
    private record Rest(int sequences, int objects) {

        private boolean isNothing() {
            return sequences == 0 && objects == 0;
        }
    }

    private Rest rest() {
        try (var snapshot = Snapshot.take(request.source(), stop);
                var target = open(request.target())) {
            var wanted = snapshot.ask("reading sequences", Inventory::contents).sequences();
            try {
                target.execute("BEGIN");
                List<SequenceValue> unlike = new ArrayList<>(wanted);
                unlike.removeAll(new HashSet<>(Inventory.contents(target).sequences()));
                SequenceValues.set(target, unlike);
                target.execute("COMMIT");
                return new Rest(unlike.size(), new LargeObjects(snapshot, target, stop).carry());
            } catch (SQLException e) {
                throw target.failure("setting sequences", e);
            }
        }
    }

    private int views() {
        try (var snapshot = Snapshot.take(request.source(), stop);
                var target = open(request.target())) {
            var views = snapshot.ask("listing materialized views", Inventory::contents)
                    .views();
            ViewFilling.run(target, views);
            return views.size();
        }
    }

    private Session open(Server server) {
        var session = request.locks().on(server.open(stop));
        try {
            ReplicaRole.take(session);
            return session;
        } catch (SQLException e) {
            var failure = session.failure("becoming a replica", e);
            session.close();
            throw failure;
        }
    }

    private static RuntimeException endless(DeltaReport last) {
        return Problem.operator(
                        "DELTA_DOES_NOT_END",
                        "After " + MOST_PASSES + " passes there are changes still, in "
                                + last.differing().stream()
                                        .map(TableDelta::table)
                                        .limit(MOST_PASSES)
                                        .toList()
                                + (last.writers().isEmpty()
                                        ? "; somebody still writes on the source."
                                        : "; these transactions are open: " + String.join("; ", last.writers()) + "."),
                        "Stop whoever writes on the source, end these transactions, and run again.")
                .asException();
    }
}
