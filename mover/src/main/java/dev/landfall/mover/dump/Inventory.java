package dev.landfall.mover.dump;

import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.MoveMethod;
import dev.landfall.model.transfer.QualifiedName;
import dev.landfall.model.transfer.SequenceValue;
import dev.landfall.model.transfer.SourceState;
import dev.landfall.model.transfer.StoredObject;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.postgres.SeenDatabases;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.table.CodeOf;
import dev.landfall.mover.table.InvalidIndexes;
import dev.landfall.mover.table.UnvalidatedConstraints;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a database consists of, before any of its rows is read. */
public final class Inventory {

    private Inventory() {}

    /**
     * What has rows or a value of its own.
     *
     * @param views that are filled
     */
    public record Contents(List<TableCopy> tables, List<SequenceValue> sequences, List<QualifiedName> views) {}

    /** Reads it in the session's transaction and locks nothing; {@code HASHED_BY_ENUM} as {@link #read}. */
    public static Contents contents(Session session) throws SQLException {
        var catalog = new SourceCatalog(session);
        catalog.refuseHashesOfEnums();
        return new Contents(catalog.tables(), catalog.sequences(), catalog.materializedViews());
    }

    /**
     * Reads it in the session's transaction and locks the tables against changes of their structure until that ends. Fails
     * with {@code HASHED_BY_ENUM} where no other server could hold the rows as they lie.
     *
     * @param run that the manifest names
     * @param database the name under which the run knows it
     * @param attempt of the dump
     * @param clientMajor of the {@code pg_dump} in use
     * @return a plan: counts are estimates, the schema is not written yet
     */
    public static Manifest read(Session session, String run, String database, String attempt, int clientMajor)
            throws SQLException {
        var catalog = new SourceCatalog(session);
        catalog.refuseHashesOfEnums();
        var tables = catalog.tables();
        catalog.lock(tables);
        return new Manifest(
                run,
                database,
                attempt,
                session.text("SHOW server_version"),
                Server.major(session),
                clientMajor,
                Instant.parse(session.text("SELECT pg_catalog.to_char(now() AT TIME ZONE 'UTC',"
                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")),
                session.query(
                                "SELECT CASE WHEN pg_catalog.pg_is_in_recovery() THEN NULL"
                                        + " ELSE pg_catalog.pg_current_wal_lsn()::text END",
                                row -> Optional.ofNullable(row.getString(1)))
                        .getFirst(),
                catalog.locale(),
                new StoredObject("", 0, ""),
                tables,
                catalog.sequences(),
                catalog.extensions(),
                catalog.materializedViews(),
                UnvalidatedConstraints.read(session),
                tables.stream().mapToLong(TableCopy::rows).sum(),
                tables.stream().mapToLong(TableCopy::bytes).sum(),
                0,
                0,
                new SourceState(
                                InvalidIndexes.read(session),
                                catalog.roles(),
                                List.of(),
                                SeenDatabases.of(session, session.text("SELECT pg_catalog.current_database()")))
                        .withCode(CodeOf.session(session)),
                MoveMethod.COPY);
    }
}
