package dev.landfall.mover.dump;

import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.DumpFailure;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.ObjectDigests;
import dev.landfall.model.transfer.Progress;
import dev.landfall.model.transfer.StoredObject;
import dev.landfall.model.transfer.TransferResult;
import dev.landfall.model.transfer.WriteMark;
import dev.landfall.mover.postgres.Blockage;
import dev.landfall.mover.postgres.ConnectionBudget;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.postgres.SnapshotMark;
import dev.landfall.mover.progress.ProgressListener;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StallWatch;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.progress.StoredProgress;
import dev.landfall.mover.segment.RowSum;
import dev.landfall.mover.store.DumpObjects;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.stream.Carried;
import dev.landfall.mover.stream.RowOffer;
import dev.landfall.mover.stream.RowStream;
import dev.landfall.mover.table.TablePart;
import dev.landfall.mover.table.TableSizes;
import dev.landfall.mover.table.TableSums;
import dev.landfall.mover.table.Unprinted;
import java.time.Instant;
import java.util.List;
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
    private final Optional<RowStream> stream;
    private final DatabaseLayout layout;

    /** What was asked for, or what the server has connections for. */
    private int jobs;

    /** Of what this dump wrote, as far as it is. */
    private ObjectDigests written = new ObjectDigests("", "", Optional.empty());

    /** Of the snapshot that is read. */
    private Optional<WriteMark> mark = Optional.empty();

    private final String attempt = UUID.randomUUID().toString();

    /** Stores the rows, too. */
    public Dump(DumpRequest request, ObjectStore store, PostgresPrograms programs, StopSignal stop) {
        this(request, store, programs, stop, Optional.empty());
    }

    /** @param stream where to offer the rows to a restore of this process, instead of storing them */
    public Dump(
            DumpRequest request,
            ObjectStore store,
            PostgresPrograms programs,
            StopSignal stop,
            Optional<RowStream> stream) {
        this.request = request;
        this.jobs = request.jobs();
        this.store = store;
        this.programs = programs;
        this.stop = stop;
        this.stream = stream;
        this.layout = request.layout();
    }

    /** Leaves a failure's reason in the store too, for the restore that waits. */
    public TransferResult run(ProgressListener listener) {
        var objects = new DumpObjects(store, request.run(), request.database());
        var done = objects.manifest();
        if (done.isPresent()) {
            return result(done.get().value(), true, digests(objects, done.get()));
        }
        var listeners = List.of(listener, new StoredProgress(store, layout.progress("dump")));
        try (var progress = new ProgressTracker(request.run(), request.database(), "dump", listeners)) {
            try {
                store.delete(layout.dumpFailure());
                store.delete(layout.completedTables());
                store.delete(layout.archive());
                var manifest = dump(progress);
                progress.phase(Progress.FINISHED);
                return result(manifest, false, written);
            } catch (LandfallException e) {
                progress.phase(Progress.FAILED);
                leave(e.problem());
                throw e;
            }
        }
    }

    private Manifest dump(ProgressTracker progress) {
        progress.phase("taking a snapshot");
        jobs = ConnectionBudget.jobs(request.source(), request.jobs(), stop);
        try (var snapshot = Snapshot.take(request.source(), stop);
                var watch = SourceWatch.over(request.source(), request.limits().snapshot(), stop, progress);
                var stall =
                        new StallWatch(progress, request.limits().stall(), stop, () -> Blockage.of(request.source()))) {
            mark = SnapshotMark.take(snapshot, stop);
            var major = snapshot.ask("asking its version", Server::major);
            var schemaDump = SchemaDump.choose(programs, major, request.clientMajor());
            var index = switch (request.method()) {
                case COPY -> copy(major, schemaDump, snapshot, progress);
                case PG_DUMP -> archive(major, schemaDump, snapshot, progress);
            };
            progress.totals(index.tables().size(), index.rows(), index.bytes());

            stop.check();
            progress.phase("summing up materialized views");
            var unprinted = Unprinted.read(snapshot, CompareLevel.CONTENT, jobs, stop, progress);
            var manifest =
                    index.withSource(index.source().withNotes(notes(watch)).withUnprinted(unprinted));
            var digest = store.writeJson(layout.manifest(), manifest);
            written = new ObjectDigests(written.plan(), written.data(), Optional.of(digest.hex()));
            return manifest;
        }
    }

    private List<String> notes(SourceWatch watch) {
        return mark.isPresent() ? List.of(watch.summary()) : List.of(watch.summary(), SnapshotMark.NONE);
    }

    /** What is to be carried. */
    private record Work(Manifest plan, List<TablePart> parts) {}

    private Work read(int major, SchemaDump schemaDump, Snapshot snapshot, ProgressTracker progress) {
        var found = snapshot.ask(
                        "reading its catalog",
                        session -> Inventory.read(
                                session,
                                request.run(),
                                request.database(),
                                attempt,
                                schemaDump.programs().major()))
                .withMethod(request.method());
        var plan = found.withSource(found.source().withMark(mark));
        SearchPathCheck.refuse(request.source(), stop);
        var sizes = snapshot.ask("reading table sizes", session -> TableSizes.of(session, major, plan.tables()));
        progress.planned(plan);
        return new Work(plan, sizes.parts(plan.tables(), jobs));
    }

    private Manifest copy(int major, SchemaDump schemaDump, Snapshot snapshot, ProgressTracker progress) {
        StoredObject schema;
        Work work;
        try (var writing = new SchemaWriting(
                stop, ending -> schemaDump.write(request.source(), snapshot, store, layout.schema(), ending))) {
            work = read(major, schemaDump, snapshot, progress);
            progress.phase("writing the schema");
            schema = writing.await();
        }
        var begun = withSchema(work.plan(), schema);
        var parts = work.parts();
        writePlan(begun);

        if (stream.isPresent()) {
            return stream(begun, stream.get(), snapshot, parts, progress);
        }
        progress.phase("copying rows");
        var data = new DataDump(store, layout, attempt, request.segmentBytes(), request.compression(), stop, progress);
        var tables = data.run(snapshot, begun.tables(), parts, jobs);
        var index = begun.withTables(tables, data.storedBytes() + schema.bytes(), progress.seconds());
        writeIndex(index);
        return index;
    }

    private Manifest stream(
            Manifest begun, RowStream rows, Snapshot snapshot, List<TablePart> parts, ProgressTracker progress) {
        progress.phase("passing rows on");
        var arrived = rows.carry(new RowOffer(request.source(), snapshot, parts, jobs, progress));
        var tables = begun.tables().stream()
                .map(table -> {
                    var carried = arrived.getOrDefault(table.id(), Carried.NOTHING);
                    return table.withRows(carried.sum().rows())
                            .withBytes(carried.bytes())
                            .withDigest(carried.sum().digest());
                })
                .toList();
        var index = begun.withTables(tables, begun.schema().bytes(), progress.seconds());
        writeIndex(index);
        return index;
    }

    /** The archive has no digests: they take a second pass. */
    private Manifest archive(int major, SchemaDump schemaDump, Snapshot snapshot, ProgressTracker progress) {
        var work = read(major, schemaDump, snapshot, progress);
        var plan = work.plan();
        writePlan(plan);
        progress.phase("archiving with pg_dump");
        var stored = new ArchiveDump(
                        schemaDump.programs().program("pg_dump"), store, layout, attempt, request.compression(), stop)
                .write(request.source(), snapshot, progress);
        progress.phase("summing up what the tables hold");
        var sums = TableSums.of(snapshot, work.parts(), CompareLevel.CONTENT, jobs, stop, progress);
        var tables = plan.tables().stream()
                .map(table -> {
                    var sum = sums.getOrDefault(table.id(), RowSum.EMPTY);
                    return table.withRows(sum.rows()).withDigest(sum.digest());
                })
                .toList();
        var index = plan.withTables(tables, stored, progress.seconds());
        writeIndex(index);
        return index;
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
                plan.seconds(),
                plan.source(),
                plan.method());
    }

    private void writePlan(Manifest plan) {
        written = new ObjectDigests(store.writeJson(layout.plan(), plan).hex(), "", Optional.empty());
    }

    private void writeIndex(Manifest index) {
        var digest = store.writeJson(layout.dataIndex(), index);
        written = new ObjectDigests(written.plan(), digest.hex(), Optional.empty());
    }

    private void leave(Problem problem) {
        try {
            store.writeJson(
                    layout.dumpFailure(), new DumpFailure(attempt, Instant.now(), problem.code(), problem.text()));
        } catch (LandfallException e) {
            LOG.warn("the reason of the failure could not be left in the store: {}", e.getMessage());
        }
    }

    /** Of an earlier dump, whose manifest stands there. */
    private ObjectDigests digests(DumpObjects objects, ObjectStore.Stored<Manifest> manifest) {
        var plan = objects.plan().orElseThrow(() -> objects.missing(layout.plan()));
        var index = objects.index(plan.value()).orElseThrow(() -> objects.missing(layout.dataIndex()));
        return new ObjectDigests(plan.sha256(), index.sha256(), Optional.of(manifest.sha256()));
    }

    private TransferResult result(Manifest manifest, boolean unchanged, ObjectDigests digests) {
        return new TransferResult(
                request.database(),
                manifest.rows(),
                manifest.bytes(),
                manifest.tables().size(),
                manifest.seconds(),
                unchanged,
                digests);
    }
}
