package dev.landfall.local.retool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One database session for each service that runs, opened again and again while it fails, closed when the service
 * stops: so a frozen source is proved quiet by the server itself, and a target that was not stopped reconnects into a
 * half-restored database, as the real one does.
 */
final class RetoolSessions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RetoolSessions.class);
    private static final Duration EVERY = Duration.ofMillis(150);
    private static final int ANSWERS_WITHIN_SECONDS = 5;

    private final DatabaseLogin login;
    private final Supplier<Set<String>> running;
    private final Migration migration;
    private final Map<String, Connection> sessions = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    /** What the main service does to a database when it connects. */
    @FunctionalInterface
    interface Migration {
        void run(String service, Connection session) throws SQLException;
    }

    private RetoolSessions(String name, DatabaseLogin login, Supplier<Set<String>> running, Migration migration) {
        this.login = login;
        this.running = running;
        this.migration = migration;
        thread = Thread.ofPlatform().daemon().name(name + "-sessions").unstarted(this::run);
    }

    static RetoolSessions open(String name, DatabaseLogin login, Supplier<Set<String>> running, Migration migration) {
        var sessions = new RetoolSessions(name, login, running, migration);
        sessions.thread.start();
        return sessions;
    }

    /** The service's session, while it runs and its database answers. */
    Optional<Connection> of(String service) {
        return Optional.ofNullable(sessions.get(service));
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sessions.keySet().forEach(this::end);
    }

    private void run() {
        while (!closed) {
            var wanted = running.get();
            sessions.keySet().stream()
                    .filter(service -> !wanted.contains(service) || !answers(service))
                    .forEach(this::end);
            wanted.stream().filter(service -> !sessions.containsKey(service)).forEach(this::begin);
            try {
                Thread.sleep(EVERY);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private boolean answers(String service) {
        var session = sessions.get(service);
        try {
            return session != null && session.isValid(ANSWERS_WITHIN_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    private void begin(String service) {
        try {
            var session = login.connect(service);
            try {
                migration.run(service, session);
                sessions.put(service, session);
            } catch (SQLException e) {
                session.close();
                throw e;
            }
        } catch (SQLException e) {
            LOG.debug("{} has no database yet", service, e);
        }
    }

    private void end(String service) {
        var session = sessions.remove(service);
        if (session != null) {
            try {
                session.close();
            } catch (SQLException e) {
                LOG.debug("a session of {} ended before it was closed", service, e);
            }
        }
    }
}
