package dev.landfall.mover.postgres;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.mover.progress.StopSignal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** An open session; used by one thread at a time. */
public final class Session implements AutoCloseable {

    private static final long POLL_MILLISECONDS = 50;
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(1);

    private final Server server;
    private final Connection connection;
    private final StopSignal stop;
    private final StopSignal.Registration registration;

    Session(Server server, Connection connection, StopSignal stop) {
        this.server = server;
        this.connection = connection;
        this.stop = stop;
        this.registration = stop.onStop(this::cutOff);
    }

    /** The server it was opened on. */
    public Side side() {
        return server.side();
    }

    /** Reads one row into a value. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    public void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** All rows; the parameters fill the question marks as text or as their own type. */
    public <T> List<T> query(String sql, Row<T> read, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                var result = new ArrayList<T>();
                while (rows.next()) {
                    result.add(read.read(rows));
                }
                return result;
            }
        }
    }

    /** How many rows it concerned. */
    public long update(String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeLargeUpdate();
        }
    }

    /** The one value of a query that always has one. */
    public Long number(String sql) throws SQLException {
        return query(sql, row -> row.getLong(1)).getFirst();
    }

    public String text(String sql) throws SQLException {
        return query(sql, row -> row.getString(1)).getFirst();
    }

    /** The number of the server process behind it. */
    public int backend() throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    /** Ends a server process of ours whose session broke, and waits until it is gone. */
    public void endBackend(int backend) throws SQLException {
        var until = System.nanoTime() + ENDS_WITHIN.toNanos();
        while (!query(
                        "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE pid = ?"
                                + " AND application_name = ? AND pid <> pg_catalog.pg_backend_pid()",
                        row -> row.getBoolean(1),
                        backend,
                        server.application())
                .isEmpty()) {
            if (System.nanoTime() > until) {
                throw Problem.retry(
                                "SESSION_STAYS",
                                "The " + side().word() + " server did not end the session " + backend
                                        + " that broke within " + ENDS_WITHIN.toSeconds() + " seconds.",
                                "Look at what that session waits for, end it, and run again.")
                        .asException();
            }
            stop.pause(POLL_MILLISECONDS);
        }
    }

    public CopyManager copy() throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    /** What the error means: why the command was stopped, if it was, for then the error only follows from that. */
    public LandfallException failure(String doing, SQLException cause) {
        return stop.reason().orElseGet(() -> SqlProblem.failed(server, doing, cause));
    }

    @Override
    public void close() {
        registration.close();
        try {
            connection.close();
        } catch (SQLException e) {
            // It is of no more use either way.
        }
    }

    private void cutOff() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone already.
        }
    }
}
