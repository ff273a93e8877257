package dev.landfall.mover.restore;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.progress.StopSignal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One restore at a time works on a database of a name: whoever does holds an advisory lock in the maintenance database,
 * and looks every second whether somebody waits for it. Waiting for it is how another takes over.
 *
 * @param database the target's name
 * @param application of this restore's sessions, which names its run
 */
record Turn(Session maintenance, String database, String application, StopSignal stop) {

    private static final String KEY = "pg_catalog.hashtextextended('landfall replaces ' || ?, 0)";
    private static final int LONGEST_APPLICATION = 63;
    private static final String LOCK_TIMED_OUT = "55P03";

    /** A process that was killed is missed by its server within that, as a rule. */
    private static final Duration KILLED_IS_MISSED_WITHIN = Duration.ofSeconds(5);

    /** For the one that is taken over to notice, and to say so. */
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(3);

    private static final int POLL_MILLISECONDS = 200;
    private static final int TERMINATIONS = 20;

    /**
     * Who holds the lock or waits for it.
     *
     * @param silent it has not looked for a minute: its process is gone, and the server has not noticed
     */
    record Holder(int pid, String application, String since, String from, boolean silent) {

        String words() {
            return application + " (since " + since + ", from " + from + ")";
        }
    }

    /** {@code TARGET_BUSY} where another run has it, and this one may not take over. */
    void take(boolean takeOver) throws SQLException {
        var until = System.nanoTime() + KILLED_IS_MISSED_WITHIN.toNanos();
        while (!tried()) {
            var holder = others(true).stream().findFirst();
            if (holder.filter(other -> takeOver || other.silent() || isOurs(other))
                    .isPresent()) {
                takeOver();
                return;
            }
            if (holder.isPresent() && System.nanoTime() > until) {
                throw busy(holder.get());
            }
            stop.pause(POLL_MILLISECONDS);
        }
    }

    /** Who wants to take over. */
    Optional<LandfallException> contested() throws SQLException {
        return others(false).stream()
                .findFirst()
                .map(other -> Problem.operator(
                                "TARGET_TAKEN_OVER",
                                (isOurs(other) ? "Another attempt of this run" : "Another run")
                                        + " took over the target database " + database + ": " + other.words() + ".",
                                "Let that one finish, or end it and run again with --take-over.")
                        .asException());
    }

    private boolean tried() throws SQLException {
        return maintenance
                .query("SELECT pg_catalog.pg_try_advisory_lock(" + KEY + ")", row -> row.getBoolean(1), database)
                .getFirst();
    }

    private void takeOver() throws SQLException {
        maintenance.execute("SET lock_timeout = " + NOTICED_WITHIN.toMillis());
        for (var i = 0; !waited(); i++) {
            if (i == TERMINATIONS) {
                throw busy(others(true).getFirst());
            }
            for (var holder : others(true)) {
                maintenance.query(
                        "SELECT pg_catalog.pg_terminate_backend(" + holder.pid() + ")", row -> row.getBoolean(1));
            }
        }
        maintenance.execute("SET lock_timeout = 0");
    }

    private boolean waited() throws SQLException {
        try {
            maintenance.query("SELECT pg_catalog.pg_advisory_lock(" + KEY + ")", row -> database, database);
            return true;
        } catch (SQLException e) {
            if (LOCK_TIMED_OUT.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private List<Holder> others(boolean granted) throws SQLException {
        return maintenance.query(
                """
                SELECT a.pid, coalesce(nullif(a.application_name, ''), 'an unnamed session'),
                       coalesce(pg_catalog.to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS UTC'),
                                'an unknown time'),
                       coalesce(pg_catalog.host(a.client_addr), 'the server itself'),
                       coalesce(a.state = 'idle' AND a.state_change < pg_catalog.now() - interval '1 minute', false)
                  FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a USING (pid)
                 WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted = ? AND l.database = a.datid
                   AND a.datname = pg_catalog.current_database() AND a.pid <> pg_catalog.pg_backend_pid()
                   AND (l.classid::bigint << 32) | l.objid::bigint = %s
                 ORDER BY a.backend_start""".formatted(KEY),
                row -> new Holder(
                        row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getBoolean(5)),
                granted,
                database);
    }

    /** Another attempt of the same run. */
    private boolean isOurs(Holder other) {
        var bytes = application.getBytes(StandardCharsets.UTF_8);
        var kept = bytes.length <= LONGEST_APPLICATION
                ? application
                : new String(Arrays.copyOf(bytes, LONGEST_APPLICATION), StandardCharsets.UTF_8);
        return other.application().equals(kept);
    }

    private LandfallException busy(Holder holder) {
        return Problem.operator(
                        "TARGET_BUSY",
                        "Another run works on the target database " + database + ": " + holder.words() + ".",
                        "Wait until it is over; or, if it should not go on, run again with --take-over.")
                .asException();
    }
}
