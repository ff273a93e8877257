package dev.landfall.mover.compare;

import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.Comparison;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.Progress;
import dev.landfall.model.transfer.TableComparison;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.progress.ProgressListener;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.progress.StoredProgress;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.table.TableSizes;
import dev.landfall.mover.table.TableSum;
import dev.landfall.mover.table.TableSums;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the target's database with what the dump's snapshot held; writes the comparison, changes nothing else. */
public final class Compare {

    private static final int NAMED = 5;

    private final CompareRequest request;
    private final ObjectStore store;
    private final StopSignal stop;
    private final DatabaseLayout layout;

    public Compare(CompareRequest request, ObjectStore store, StopSignal stop) {
        this.request = request;
        this.store = store;
        this.stop = stop;
        this.layout = request.layout();
    }

    /** A copy that differs is a result here, not a failure; {@link #differs} makes it one. */
    public Comparison run(ProgressListener listener) {
        var listeners = List.of(listener, new StoredProgress(store, layout.progress("compare")));
        try (var progress = new ProgressTracker(request.run(), request.database(), "compare", listeners)) {
            try {
                var comparison = compare(progress);
                store.writeJson(layout.comparison(), comparison);
                progress.phase(Progress.FINISHED);
                return comparison;
            } catch (LandfallException e) {
                progress.phase(Progress.FAILED);
                throw e;
            }
        }
    }

    /** {@code COPY_DIFFERS}, naming up to five differences. */
    public static Problem differs(Comparison comparison) {
        var differences = comparison.differences();
        var more = differences.size() > NAMED ? "; and " + (differences.size() - NAMED) + " more" : "";
        return Problem.operator(
                "COPY_DIFFERS",
                "The copy of " + comparison.database() + " differs from its source: "
                        + String.join("; ", differences.stream().limit(NAMED).toList()) + more + ".",
                "Find out what wrote to the target between restore and comparison, then start a new run.");
    }

    private Comparison compare(ProgressTracker progress) {
        progress.phase("reading what the source held");
        var manifest = store.readJson(layout.manifest(), Manifest.class)
                .orElseThrow(() -> Problem.operator(
                                "MANIFEST_MISSING",
                                "There is no manifest below " + layout.prefix() + ": the dump is not finished.",
                                "Compare after the dump and the restore have succeeded.")
                        .asException());
        if (!manifest.run().equals(request.run()) || !manifest.database().equals(request.database())) {
            throw Problem.operator(
                            "MANIFEST_OF_ANOTHER_RUN",
                            "The manifest below " + layout.prefix() + " is of run " + manifest.run() + " and database "
                                    + manifest.database() + ".",
                            "Do not copy objects between runs; start a new run.")
                    .asException();
        }
        progress.totals(manifest.tables().size(), manifest.rows(), 0);
        try (var snapshot = Snapshot.take(request.target(), stop)) {
            progress.phase("reading what the target holds");
            var catalog = snapshot.ask("reading its catalog", session -> TargetCatalog.read(session, manifest));
            var sizes = snapshot.ask("reading table sizes", session -> TableSizes.read(session, Server.major(session)));
            var differences = new ArrayList<TableComparison>();
            var comparable = new ArrayList<TableCopy>();
            for (var table : manifest.tables()) {
                shapeDifference(table, catalog).ifPresentOrElse(differences::add, () -> comparable.add(table));
            }
            differences.addAll(extraTables(manifest, catalog));
            progress.phase("summing up what the tables hold");
            var sums = TableSums.of(
                    snapshot, sizes.parts(comparable, request.jobs()), request.level(), request.jobs(), stop, progress);
            comparable.forEach(table -> difference(table, sums).ifPresent(differences::add));
            return comparison(manifest, catalog, differences, sums, progress);
        }
    }

    private Comparison comparison(
            Manifest manifest,
            TargetCatalog catalog,
            List<TableComparison> differences,
            Map<Integer, TableSum> sums,
            ProgressTracker progress) {
        var sequences = catalog.sequencesBehind(manifest);
        var extensions = catalog.missingExtensions(manifest);
        var constraints = catalog.newlyUnvalidated(manifest);
        var views = catalog.viewsWithoutData(manifest);
        var matches = differences.isEmpty()
                && sequences.isEmpty()
                && extensions.isEmpty()
                && constraints.isEmpty()
                && views.isEmpty()
                && catalog.invalidIndexes().isEmpty();
        return new Comparison(
                request.run(),
                request.database(),
                request.level(),
                matches,
                manifest.tables().size(),
                sums.values().stream().mapToLong(TableSum::rows).sum(),
                manifest.bytes(),
                differences,
                sequences,
                extensions,
                catalog.invalidIndexes(),
                constraints,
                views,
                catalog.otherExtensionVersions(manifest),
                Instant.now(),
                progress.seconds());
    }

    private Optional<TableComparison> difference(TableCopy table, Map<Integer, TableSum> sums) {
        var target = sums.getOrDefault(table.id(), TableSum.EMPTY);
        var byContent = request.level() == CompareLevel.CONTENT;
        var targetDigest = byContent ? Optional.of(target.digest()) : Optional.<String>empty();
        if (target.rows() == table.rows() && (!byContent || targetDigest.equals(table.digest()))) {
            return Optional.empty();
        }
        return Optional.of(new TableComparison(
                table.display(),
                Optional.of(table.rows()),
                Optional.of(target.rows()),
                byContent ? table.digest() : Optional.empty(),
                targetDigest,
                Optional.empty()));
    }

    private static Optional<TableComparison> shapeDifference(TableCopy table, TargetCatalog catalog) {
        if (table.isLargeObjects()) {
            return Optional.empty();
        }
        var columns = catalog.columns().get(table.qualified());
        if (columns == null) {
            return Optional.of(without(table.display(), Optional.of(table.rows()), Optional.empty()));
        }
        var missing = new HashSet<>(table.columns());
        missing.removeAll(columns);
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(without(
                table.display(),
                Optional.of(table.rows()),
                Optional.of("the target lacks the columns "
                        + String.join(", ", missing.stream().sorted().toList()))));
    }

    private static List<TableComparison> extraTables(Manifest manifest, TargetCatalog catalog) {
        var known = new HashSet<>(
                manifest.tables().stream().map(TableCopy::qualified).toList());
        known.addAll(catalog.extensionTables());
        return catalog.columns().keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .map(name -> without(name, Optional.empty(), Optional.empty()))
                .toList();
    }

    private static TableComparison without(String name, Optional<Long> rows, Optional<String> note) {
        return new TableComparison(name, rows, Optional.empty(), Optional.empty(), Optional.empty(), note);
    }
}
