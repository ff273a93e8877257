package dev.landfall.mover.delta;

import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.postgres.LockLimit;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.progress.StopSignal;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** The source as one snapshot shows it, and beside it a session that sees what is committed since. */
final class SourceView implements AutoCloseable {

    private final Snapshot snapshot;
    private final LockLimit locks;
    private final Session now;
    private final Map<String, TableShape> shapes;
    private final Heaps heaps;

    SourceView(Server source, Snapshot snapshot, LockLimit locks, Map<String, TableShape> shapes, StopSignal stop) {
        this.snapshot = snapshot;
        this.locks = locks;
        this.shapes = Map.copyOf(shapes);
        this.heaps = snapshot.ask("reading its catalog", Heaps::read);
        this.now = source.open(stop);
    }

    Session join() {
        return locks.on(snapshot.join());
    }

    /** Gives free what the session locked. */
    void release(Session session) throws SQLException {
        snapshot.rejoin(session);
    }

    /** Locks a table for the session's transaction; whether it still is what the snapshot shows. */
    boolean lock(Session session, TableCopy table) {
        try {
            return heaps.lock(session, table.qualified());
        } catch (SQLException e) {
            throw session.failure("locking " + table.display() + " to read it", e);
        }
    }

    String fingerprint(TableCopy table) {
        return Optional.ofNullable(shapes.get(table.qualified()))
                .map(TableShape::fingerprint)
                .orElse("");
    }

    /** Whether a table's rows mean now what they meant to the snapshot; asked after they were read. */
    synchronized boolean isStill(TableCopy table) {
        try {
            return TableShape.read(now, table).map(TableShape::fingerprint).equals(Optional.of(fingerprint(table)));
        } catch (SQLException e) {
            throw now.failure("reading its catalog again", e);
        }
    }

    /** The shapes of all tables now. */
    synchronized Map<String, TableShape> shapesNow() {
        try {
            return TableShape.read(now);
        } catch (SQLException e) {
            throw now.failure("reading its catalog again", e);
        }
    }

    @Override
    public void close() {
        now.close();
    }
}
