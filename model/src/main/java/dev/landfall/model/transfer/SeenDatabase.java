package dev.landfall.model.transfer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Optional;

/**
 * A database as a session saw it. The address plays no part: one database has many names.
 *
 * @param identity database and running server
 * @param system {@code system_identifier} of the server's data, which a standby and a clone have too; empty where its
 *     user may not ask
 * @param standby whether the server was in recovery
 * @param at when, by the server's own clock
 */
public record SeenDatabase(DatabaseIdentity identity, Optional<String> system, boolean standby, Instant at) {

    /** No row where there is no database of the name that fills the question mark; every user may ask it. */
    public static final String SQL = """
            SELECT oid::bigint, (extract(epoch FROM pg_catalog.pg_postmaster_start_time()) * 1000000)::bigint,
                   pg_catalog.pg_is_in_recovery(),
                   (extract(epoch FROM pg_catalog.clock_timestamp()) * 1000000)::bigint
              FROM pg_catalog.pg_database WHERE datname = ?""";

    /** Of the four values that {@link #SQL} gives. */
    public static SeenDatabase of(
            long oid, long startedMicroseconds, Optional<String> system, boolean standby, long nowMicroseconds) {
        return new SeenDatabase(
                DatabaseIdentity.of(oid, startedMicroseconds),
                system,
                standby,
                DatabaseIdentity.of(oid, nowMicroseconds).serverStarted());
    }

    /**
     * Whether a database that is seen now is this one, or could be for all that the servers say: then it must not be
     * replaced. The same server may have been restarted since, and a standby shows its primary's databases. A clone is told
     * apart where it began before this was seen: the same server would have said its start, by the same clock.
     */
    @JsonIgnore
    public boolean mayBe(SeenDatabase now) {
        if (identity.databaseOid() != now.identity.databaseOid()) {
            return false;
        }
        if (identity.equals(now.identity)) {
            return true;
        }
        if (system.isPresent() && now.system.isPresent() && !system.equals(now.system)) {
            return false;
        }
        return standby || now.standby || !now.identity.serverStarted().isBefore(at);
    }
}
