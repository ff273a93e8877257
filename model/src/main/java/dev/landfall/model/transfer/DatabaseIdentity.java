package dev.landfall.model.transfer;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which database of which running server a session is in, whatever name it was reached by. A clone, a standby and a
 * restored snapshot have the oid, but they started at another moment.
 *
 * @param databaseOid {@code pg_database.oid}
 * @param serverStarted {@code pg_postmaster_start_time()}, to the microsecond
 */
public record DatabaseIdentity(long databaseOid, Instant serverStarted) {

    /** One row of two numbers; every user may ask it. */
    public static final String SQL = """
            SELECT oid::bigint, (extract(epoch FROM pg_catalog.pg_postmaster_start_time()) * 1000000)::bigint
              FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()""";

    private static final Pattern WORD = Pattern.compile("(\\d{1,10})@(\\S+)");
    private static final int MICROSECONDS = 1_000_000;

    /** Of the two numbers that {@link #SQL} gives. */
    public static DatabaseIdentity of(long databaseOid, long startedMicroseconds) {
        var seconds = Math.floorDiv(startedMicroseconds, MICROSECONDS);
        var rest = Math.floorMod(startedMicroseconds, MICROSECONDS);
        return new DatabaseIdentity(databaseOid, Instant.ofEpochSecond(seconds, rest * 1000L));
    }

    /** Empty where the text is not what {@link #word} gives. */
    public static Optional<DatabaseIdentity> parse(String word) {
        var matcher = WORD.matcher(word);
        try {
            return matcher.matches()
                    ? Optional.of(
                            new DatabaseIdentity(Long.parseLong(matcher.group(1)), Instant.parse(matcher.group(2))))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** {@code 16384@2026-11-20T12:00:00.123456Z}, for a command line. */
    public String word() {
        return databaseOid + "@" + serverStarted;
    }
}
