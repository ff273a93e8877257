package dev.landfall.mover.postgres;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.mover.progress.StopSignal;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a server says about sessions of ours that do not come on. */
public final class Blockage {

    private static final long ANSWERS_WITHIN_SECONDS = 10;

    private static final String QUESTION = """
            SELECT coalesce('its session waits for ' || a.wait_event_type || ' ' || a.wait_event, 'its session is at work')
                   || coalesce(', held by ' || (
                      SELECT pg_catalog.string_agg(coalesce(nullif(b.application_name, ''), 'an unnamed session')
                                        || ' (user ' || b.usename || ', pid ' || b.pid || ')', ', ')
                        FROM pg_catalog.pg_stat_activity b
                       WHERE b.pid = ANY (pg_catalog.pg_blocking_pids(a.pid))), '')
              FROM pg_catalog.pg_stat_activity a
             WHERE a.application_name = ? AND a.state = 'active' AND a.pid <> pg_catalog.pg_backend_pid()
               AND a.datname = pg_catalog.current_database()
             ORDER BY pg_catalog.cardinality(pg_catalog.pg_blocking_pids(a.pid)) DESC, a.query_start LIMIT 1""";

    private Blockage() {}

    /** A clause for people. Asks in a session of its own and waits ten seconds at most. */
    public static String of(Server server) {
        var question = new FutureTask<>(() -> ask(server));
        Thread.ofVirtual().start(question);
        try {
            return "on the " + server.side().word() + ", " + question.get(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return "the " + server.side().word() + " server does not answer a new session either";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "nobody could be asked";
        }
    }

    private static String ask(Server server) throws SQLException, LandfallException {
        try (var session = server.open(new StopSignal())) {
            return session.query(QUESTION, row -> row.getString(1), server.application()).stream()
                    .findFirst()
                    .orElse("no session of ours is at work");
        }
    }
}
