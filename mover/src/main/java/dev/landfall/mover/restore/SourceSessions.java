package dev.landfall.mover.restore;

import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Snapshot;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sessions that see a snapshot of the source: as many as are in use at the same time, used again. */
final class SourceSessions implements AutoCloseable {

    private final Snapshot snapshot;
    private final Queue<Session> idle = new ConcurrentLinkedQueue<>();

    SourceSessions(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** To be given back, or closed where something of it was left half-done. */
    Session take() {
        var session = idle.poll();
        return session == null ? snapshot.join() : session;
    }

    void give(Session session) {
        idle.add(session);
    }

    @Override
    public void close() {
        idle.forEach(Session::close);
    }
}
