package dev.landfall.mover.restore;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sessions of others on the database that is being replaced. One that comes and stays works on what is about to go away: a
 * release that somebody started again would hold the copy up at its end, hours later.
 */
final class OtherSessions {

    /** Of this restore, or of one that only looks; not of one that copies this database elsewhere. */
    static final String OWN = "coalesce(application_name, '') LIKE 'landfall%'"
            + " AND NOT (application_name ~ '^landfall (move|dump) ' AND application_name <> ?)";

    /** Who looks in for a moment, such as a monitor, ends no restore. */
    private static final Duration LASTING = Duration.ofMinutes(1);

    private static final int SHOWN = 5;

    private final String database;
    private final String application;
    private final Duration lasting;
    private Map<String, Long> seenSince = Map.of();

    /** @param limit ends the wait where it is shorter than a minute */
    OtherSessions(String database, String application, Duration limit) {
        this.database = database;
        this.application = application;
        this.lasting = limit.compareTo(LASTING) < 0 ? limit : LASTING;
    }

    /** One of them, by what no later session has. */
    private record Other(String identity, String words) {}

    /** {@code TARGET_IN_USE}, naming who is there, where anybody but Landfall has a session. */
    Optional<LandfallException> now(Session session) throws SQLException {
        var others = others(session);
        return others.isEmpty() ? Optional.empty() : Optional.of(inUse(others, ""));
    }

    /** The same, where one of them has stayed: to be asked again and again. */
    Optional<LandfallException> stayed(Session session) throws SQLException {
        var others = others(session);
        long time = System.nanoTime();
        var seen = new HashMap<String, Long>();
        others.forEach(other -> seen.put(other.identity(), seenSince.getOrDefault(other.identity(), time)));
        seenSince = seen;
        var lasted = others.stream()
                .filter(other -> time - seen.getOrDefault(other.identity(), time) >= lasting.toNanos())
                .toList();
        return lasted.isEmpty()
                ? Optional.empty()
                : Optional.of(inUse(lasted, ", which came while it is being replaced and stayed"));
    }

    private List<Other> others(Session session) throws SQLException {
        return session.query(
                """
                SELECT pid || ' ' || backend_start,
                       coalesce(nullif(application_name, ''), 'unnamed') || ' (user ' || usename
                       || coalesce(', from ' || host(client_addr), '') || ')'
                  FROM pg_catalog.pg_stat_activity
                 WHERE datname = ? AND pid <> pg_catalog.pg_backend_pid()
                   AND coalesce(backend_type, 'client backend') = 'client backend' AND NOT (%s)""".formatted(OWN), row -> new Other(row.getString(1), row.getString(2)), database, application);
    }

    private LandfallException inUse(List<Other> others, String how) {
        var shown = others.stream().map(Other::words).distinct().limit(SHOWN).toList();
        return Problem.operator(
                        "TARGET_IN_USE",
                        "The target database " + database + " has " + others.size() + " sessions of others" + how + ": "
                                + String.join("; ", shown) + ".",
                        "Scale down what uses it, or name another target, and run again.")
                .asException();
    }
}
