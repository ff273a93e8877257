package dev.landfall.model.transfer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many sessions a server has left for one user in one database.
 *
 * @param most {@code max_connections}
 * @param reserved of those, for superusers, for a reserved role, and for RDS itself
 * @param used sessions of clients there are now
 * @param ofUser where the user has a limit of its own
 * @param ofDatabase where the database has one
 */
public record ConnectionRoom(int most, int reserved, int used, Optional<Limit> ofUser, Optional<Limit> ofDatabase) {

    /** Beside its workers: the snapshot or the maintenance session, the watch, a client program, a look at what waits. */
    public static final int BESIDE_JOBS = 3;

    private static final int MOST_MARGIN = 10;
    private static final int MARGIN_PART = 10;

    /**
     * One row of seven numbers. Its parameters are an {@code application_name} whose sessions do not count, and twice the
     * database's name. Every user may ask it: who may not see what kind a session is counts it.
     */
    public static final String SQL = """
            WITH clients AS (
              SELECT datname, usename FROM pg_catalog.pg_stat_activity
               WHERE datid IS NOT NULL AND usesysid IS NOT NULL AND pid <> pg_catalog.pg_backend_pid()
                 AND coalesce(backend_type, 'client backend') = 'client backend'
                 AND coalesce(application_name, '') <> ?)
            SELECT pg_catalog.current_setting('max_connections')::int,
                   (SELECT coalesce(pg_catalog.sum(setting::int), 0)::int FROM pg_catalog.pg_settings
                     WHERE name IN ('superuser_reserved_connections', 'reserved_connections',
                                    'rds.rds_superuser_reserved_connections')),
                   (SELECT pg_catalog.count(*)::int FROM clients),
                   CASE WHEN rolsuper THEN -1 ELSE rolconnlimit END,
                   (SELECT pg_catalog.count(*)::int FROM clients WHERE usename = session_user),
                   CASE WHEN rolsuper THEN -1 ELSE coalesce(
                     (SELECT datconnlimit FROM pg_catalog.pg_database WHERE datname = ?), -1) END,
                   (SELECT pg_catalog.count(*)::int FROM clients WHERE datname = ?)
              FROM pg_catalog.pg_roles WHERE rolname = session_user""";

    /** A limit of its own, and how much of it is used. */
    public record Limit(int most, int used) {}

    /** Of the row that {@link #SQL} gives. */
    public static ConnectionRoom of(ResultSet row) throws SQLException {
        return new ConnectionRoom(
                row.getInt(1),
                row.getInt(2),
                row.getInt(3),
                limit(row.getInt(4), row.getInt(5)),
                limit(row.getInt(6), row.getInt(7)));
    }

    private static Optional<Limit> limit(int most, int used) {
        return most < 0 ? Optional.empty() : Optional.of(new Limit(most, used));
    }

    /** What is left alone of so many, for the application that lives there: a tenth, ten at most. */
    private static int margin(int most) {
        return Math.min(MOST_MARGIN, most / MARGIN_PART);
    }

    /** What is left alone of the server's own. */
    public int margin() {
        return margin(most);
    }

    /** What Landfall may take: under each limit a margin is left. */
    public int room() {
        var ofServer = most - reserved - used - margin();
        return Stream.of(ofUser, ofDatabase)
                .flatMap(Optional::stream)
                .mapToInt(limit -> limit.most() - limit.used() - margin(limit.most()))
                .reduce(Math.max(0, ofServer), (room, limit) -> Math.max(0, Math.min(room, limit)));
    }

    /** What so many workers take, with all that is beside them. */
    public static int sessions(int jobs) {
        return jobs + BESIDE_JOBS;
    }

    /** How many workers each of so many databases can have, where all are moved at once; below 1 where none. */
    public int jobs(int databases) {
        return room() / databases - BESIDE_JOBS;
    }

    /** The numbers in a sentence, without its end. */
    public String words() {
        return "takes " + most + " connections: " + reserved + " are reserved, " + used + " in use"
                + ofUser.map(limit -> ", the user has " + limit.used() + " of its " + limit.most())
                        .orElse("")
                + ofDatabase
                        .map(limit -> ", the database " + limit.used() + " of its " + limit.most())
                        .orElse("")
                + ", and " + margin() + " stay free for others";
    }
}
