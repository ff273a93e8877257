package dev.landfall.mover.postgres;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.failure.RetryableException;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.progress.Ticker;
import java.sql.SQLException;
import java.time.Duration;

/**
 * One view of a database for any number of sessions: a read-only transaction exports it and is kept alive until this is
 * closed. When the holder is lost the command is stopped at once, since new sessions could no longer join the view.
 */
public final class Snapshot implements AutoCloseable {

    private static final Duration KEPT_ALIVE_EVERY = Duration.ofSeconds(5);
    private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private final Server server;
    private final StopSignal stop;
    private final Session holder;
    private final String id;
    private final Ticker keeper;

    private Snapshot(Server server, StopSignal stop, Session holder, String id) {
        this.server = server;
        this.stop = stop;
        this.holder = holder;
        this.id = id;
        this.keeper = Ticker.every(KEPT_ALIVE_EVERY, "snapshot", this::keepAlive);
    }

    public static Snapshot take(Server server, StopSignal stop) {
        var holder = server.open(stop);
        try {
            holder.execute(BEGIN);
            var id = holder.text("SELECT pg_catalog.pg_export_snapshot()");
            return new Snapshot(server, stop, holder, id);
        } catch (SQLException e) {
            var failure = holder.failure("exporting a snapshot", e);
            holder.close();
            throw failure;
        }
    }

    /** For {@code pg_dump --snapshot}. */
    public String id() {
        return id;
    }

    /** Another session that sees the same. */
    public Session join() {
        var session = reopen();
        try {
            session.execute(BEGIN + "; SET TRANSACTION SNAPSHOT " + "'" + id + "'");
            return session;
        } catch (SQLException e) {
            var failure = session.failure("joining the snapshot", e);
            session.close();
            throw failure;
        }
    }

    /** The same for a session that joined before: what it locked is free again. */
    public void rejoin(Session session) throws SQLException {
        session.execute("COMMIT; " + BEGIN + "; SET TRANSACTION SNAPSHOT '" + id + "'");
    }

    /** A server that answered when the view was taken and does not now was lost; its address is not what to look at. */
    private Session reopen() {
        try {
            return server.open(stop);
        } catch (RetryableException unreachable) {
            throw Problem.retry(
                            server.side() + "_LOST",
                            "The " + server.side().word() + " server went away while its snapshot was read: "
                                    + unreachable.problem().seen(),
                            "Find out why the server went away, then start a new run.")
                    .asException(unreachable);
        }
    }

    /** Something that is done by the session that holds the view. */
    @FunctionalInterface
    public interface Question<T> {
        T ask(Session session) throws SQLException;
    }

    /** Asks in the holder's own transaction. */
    public synchronized <T> T ask(String doing, Question<T> question) {
        try {
            return question.ask(holder);
        } catch (SQLException e) {
            throw holder.failure(doing, e);
        }
    }

    @Override
    public void close() {
        keeper.close();
        holder.close();
    }

    private void keepAlive() {
        try {
            ask("keeping the snapshot", session -> session.number("SELECT 1"));
        } catch (LandfallException e) {
            stop.stop(e);
        }
    }
}
