package dev.landfall.mover.dump;

import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.DumpFailure;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.Progress;
import dev.landfall.model.transfer.StoredObject;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.model.transfer.TransferResult;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.progress.ProgressListener;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.progress.StoredProgress;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.table.TableSizes;
import dev.landfall.mover.table.TableSum;
import dev.landfall.mover.table.TableSums;
import dev.landfall.mover.table.UnvalidatedConstraints;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a database, as one snapshot shows it, into the run store: schema, plan, segments, data index, manifest, in this
 * order. Writes nothing on the source. A second dump of the same run changes nothing once the first is whole.
 */
public final class Dump {

    private static final Logger LOG = LoggerFactory.getLogger(Dump.class);

    private final DumpRequest request;
    private final ObjectStore store;
    private final PostgresPrograms programs;
    private final StopSignal stop;
    private final DatabaseLayout layout;
    private final String attempt = UUID.randomUUID().toString();

    public Dump(DumpRequest request, ObjectStore store, PostgresPrograms programs, StopSignal stop) {
        this.request = request;
        this.store = store;
        this.programs = programs;
        this.stop = stop;
        this.layout = request.layout();
    }

    /** Leaves a failure's reason in the store too, for the restore that waits. */
    public TransferResult run(ProgressListener listener) {
        var done = store.readJson(layout.manifest(), Manifest.class);
        if (done.isPresent()) {
            return result(done.get(), true);
        }
        var listeners = List.of(listener, new StoredProgress(store, layout.progress("dump")));
        try (var progress = new ProgressTracker(request.run(), request.database(), "dump", listeners)) {
            try {
                store.delete(layout.dumpFailure());
                var manifest = dump(progress);
                progress.phase(Progress.FINISHED);
                return result(manifest, false);
            } catch (LandfallException e) {
                progress.phase(Progress.FAILED);
                leave(e.problem());
                throw e;
            }
        }
    }

    private Manifest dump(ProgressTracker progress) {
        progress.phase("taking a snapshot");
        try (var snapshot = Snapshot.take(request.source(), stop)) {
            var major = snapshot.ask("asking its version", Server::major);
            var schemaDump = SchemaDump.choose(programs, major, request.clientMajor());
            var plan = snapshot.ask(
                    "reading its catalog",
                    session -> plan(session, major, schemaDump.programs().major()));
            var sizes = snapshot.ask("reading table sizes", session -> TableSizes.read(session, major));
            progress.totals(plan.tables().size(), plan.rows(), plan.bytes());

            progress.phase("writing the schema");
            var schema = schemaDump.write(request.source(), snapshot, store, layout.schema(), stop);
            plan = withSchema(plan, schema);
            store.writeJson(layout.plan(), plan);

            progress.phase("copying rows");
            var data = new DataDump(store, layout.segments(attempt), request.segmentBytes(), stop, progress);
            var parts = sizes.parts(plan.tables(), request.jobs());
            var segments = data.run(snapshot, parts, request.jobs());
            var tables = plan.tables().stream()
                    .map(table -> table.withSegments(segments.getOrDefault(table.id(), List.of())))
                    .toList();
            var storedBytes = data.storedBytes() + schema.bytes();
            var index = plan.withTables(tables, storedBytes, progress.seconds());
            store.writeJson(layout.dataIndex(), index);
            progress.totals(tables.size(), index.rows(), index.bytes());

            progress.phase("summing up what the tables hold");
            // Counted apart: the rows that were copied are counted already.
            try (var quiet = new ProgressTracker(request.run(), request.database(), "dump", List.of())) {
                var sums = TableSums.of(snapshot, parts, CompareLevel.CONTENT, request.jobs(), stop, quiet);
                index = index.withTables(digested(tables, sums), storedBytes, progress.seconds());
            }
            stop.check();
            store.writeJson(layout.manifest(), index);
            return index;
        }
    }

    private Manifest plan(Session session, int major, int clientMajor) throws SQLException {
        var catalog = new SourceCatalog(session, major);
        var tables = catalog.tables();
        catalog.lock(tables);
        return new Manifest(
                request.run(),
                request.database(),
                attempt,
                session.text("SHOW server_version"),
                major,
                clientMajor,
                Instant.parse(session.text("SELECT pg_catalog.to_char(now() AT TIME ZONE 'UTC',"
                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")),
                session.query(
                                "SELECT CASE WHEN pg_catalog.pg_is_in_recovery() THEN NULL"
                                        + " ELSE pg_catalog.pg_current_wal_lsn()::text END",
                                row -> Optional.ofNullable(row.getString(1)))
                        .getFirst(),
                catalog.locale(),
                new StoredObject(layout.schema(), 0, ""),
                tables,
                catalog.sequences(),
                catalog.extensions(),
                catalog.materializedViews(),
                UnvalidatedConstraints.read(session),
                tables.stream().mapToLong(TableCopy::rows).sum(),
                tables.stream().mapToLong(TableCopy::bytes).sum(),
                0,
                0);
    }

    private static Manifest withSchema(Manifest plan, StoredObject schema) {
        return new Manifest(
                plan.run(),
                plan.database(),
                plan.attempt(),
                plan.serverVersion(),
                plan.serverMajor(),
                plan.clientMajor(),
                plan.snapshotAt(),
                plan.snapshotLsn(),
                plan.locale(),
                schema,
                plan.tables(),
                plan.sequences(),
                plan.extensions(),
                plan.materializedViews(),
                plan.unvalidatedConstraints(),
                plan.rows(),
                plan.bytes(),
                schema.bytes(),
                plan.seconds());
    }

    private static List<TableCopy> digested(List<TableCopy> tables, Map<Integer, TableSum> sums) {
        return tables.stream()
                .map(table -> {
                    var sum = sums.getOrDefault(table.id(), TableSum.EMPTY);
                    if (sum.rows() != table.rows()) {
                        throw Problem.bug(
                                        "ROWS_MISCOUNTED",
                                        "The snapshot holds " + sum.rows() + " rows of " + table.display() + ", and "
                                                + table.rows() + " were copied.")
                                .asException();
                    }
                    return table.withDigest(sum.digest());
                })
                .toList();
    }

    private void leave(Problem problem) {
        try {
            store.writeJson(
                    layout.dumpFailure(), new DumpFailure(attempt, Instant.now(), problem.code(), problem.text()));
        } catch (LandfallException e) {
            LOG.warn("the reason of the failure could not be left in the store: {}", e.getMessage());
        }
    }

    private TransferResult result(Manifest manifest, boolean unchanged) {
        return new TransferResult(
                request.database(),
                manifest.rows(),
                manifest.bytes(),
                manifest.tables().size(),
                manifest.seconds(),
                unchanged);
    }
}
