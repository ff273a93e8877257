package dev.landfall.mover.compare;

import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.Comparison;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.TableComparison;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Snapshot;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.segment.RowSum;
import dev.landfall.mover.table.TableSizes;
import dev.landfall.mover.table.TableSums;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a target holds of a manifest's tables, at one snapshot.
 *
 * @param sums by table id, of the tables that have all columns
 */
record TargetContents(CompareLevel level, TargetCatalog catalog, Map<Integer, RowSum> sums) {

    /** The manifest's tables tell what to read, and how; their digests are not looked at. */
    static TargetContents read(
            Snapshot snapshot,
            Manifest manifest,
            CompareLevel level,
            int jobs,
            StopSignal stop,
            ProgressTracker progress) {
        var catalog = snapshot.ask("reading its catalog", session -> TargetCatalog.read(session, manifest));
        var sizes = snapshot.ask("reading table sizes", session -> TableSizes.read(session, Server.major(session)));
        var comparable = manifest.tables().stream()
                .filter(table -> shapeDifference(table, catalog).isEmpty())
                .map(table -> table.filter().isPresent()
                        ? table.withFilter(
                                Optional.ofNullable(catalog.conditions().get(table.qualified())))
                        : table)
                .toList();
        return new TargetContents(
                level, catalog, TableSums.of(snapshot, sizes.parts(comparable, jobs), level, jobs, stop, progress));
    }

    /** Compares with a manifest that has rows and, at level content, digests. */
    Comparison against(
            Manifest manifest,
            ConstraintCheck check,
            SchemaComparison schema,
            UnprintedComparison unprinted,
            double seconds) {
        var differences = new ArrayList<TableComparison>();
        for (var table : manifest.tables()) {
            shapeDifference(table, catalog).or(() -> difference(table)).ifPresent(differences::add);
        }
        differences.addAll(extraTables(manifest, catalog));
        extraLargeObjects(manifest).ifPresent(differences::add);
        var sequences = catalog.sequencesBehind(manifest);
        var extensions = catalog.missingExtensions(manifest);
        var unvalidated = catalog.newlyUnvalidated(manifest);
        var expected = check == ConstraintCheck.AFTER
                ? unvalidated.stream()
                        .filter(catalog.unvalidatedForeignKeys()::contains)
                        .toList()
                : List.<String>of();
        var constraints = unvalidated.stream()
                .filter(constraint -> !expected.contains(constraint))
                .toList();
        var views = catalog.viewsWithoutData(manifest);
        var matches = differences.isEmpty()
                && sequences.isEmpty()
                && extensions.isEmpty()
                && constraints.isEmpty()
                && views.isEmpty()
                && schema.differences().isEmpty()
                && unprinted.differences().isEmpty()
                && catalog.invalidIndexes().isEmpty();
        return new Comparison(
                manifest.run(),
                manifest.database(),
                level,
                matches,
                manifest.tables().size(),
                sums.values().stream().mapToLong(RowSum::rows).sum(),
                manifest.bytes(),
                differences,
                sequences,
                extensions,
                catalog.invalidIndexes(),
                constraints,
                views,
                schema.differences(),
                schema.unseen(),
                unprinted.differences(),
                Stream.concat(schema.unseen().stream(), unprinted.notCompared().stream())
                        .toList(),
                Stream.concat(schema.notesAfter(notes(manifest, expected)).stream(), unprinted.notes().stream())
                        .toList(),
                Instant.now(),
                seconds);
    }

    /** Rows by table, of those that have all columns; large objects are no table of the database's own. */
    Map<String, Long> rows(Manifest manifest) {
        return manifest.tables().stream()
                .filter(table -> !table.isLargeObjects()
                        && shapeDifference(table, catalog).isEmpty())
                .collect(Collectors.toMap(
                        TableCopy::display,
                        table -> sums.getOrDefault(table.id(), RowSum.EMPTY).rows(),
                        Long::sum));
    }

    /** Every table of the manifest, and what only the target has; these differences are those found between the two. */
    List<ComparedTable> tables(Manifest manifest, List<TableComparison> differences) {
        var left =
                differences.stream().map(TableComparison::table).collect(Collectors.toCollection(LinkedHashSet::new));
        var tables = new ArrayList<ComparedTable>();
        for (var table : manifest.tables()) {
            var comparable = shapeDifference(table, catalog).isEmpty();
            var targetRows = comparable
                    ? Optional.of(sums.getOrDefault(table.id(), RowSum.EMPTY).rows())
                    : Optional.<Long>empty();
            tables.add(new ComparedTable(
                    table.display(), Optional.of(table.rows()), targetRows, !left.remove(table.display())));
        }
        left.forEach(name -> tables.add(new ComparedTable(name, Optional.empty(), Optional.empty(), false)));
        return tables;
    }

    private List<String> notes(Manifest manifest, List<String> expected) {
        var notes = new ArrayList<>(catalog.otherExtensionVersions(manifest));
        if (!expected.isEmpty()) {
            notes.add(expected.size() + " foreign keys are not validated yet, as asked (constraints: after): "
                    + String.join(", ", expected));
        }
        return notes;
    }

    /** Where the source has none, the manifest has no table of them to compare. */
    private Optional<TableComparison> extraLargeObjects(Manifest manifest) {
        return catalog.largeObjects() == 0 || manifest.tables().stream().anyMatch(TableCopy::isLargeObjects)
                ? Optional.empty()
                : Optional.of(without(
                        "large objects",
                        Optional.empty(),
                        Optional.of(catalog.largeObjects() + " on the target, none on the source")));
    }

    private Optional<TableComparison> difference(TableCopy table) {
        var target = sums.getOrDefault(table.id(), RowSum.EMPTY);
        var byContent = level == CompareLevel.CONTENT;
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
