package dev.landfall.report;

import dev.landfall.approval.Evidence;
import dev.landfall.approval.Evidence.MovedDatabase;
import dev.landfall.model.RunLayout;
import dev.landfall.model.transfer.Comparison;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.Progress;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.report.Report.ReportedDatabase;
import dev.landfall.report.Report.ReportedTable;
import dev.landfall.report.Report.SharedDatabase;
import dev.landfall.run.RunFiles;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** The databases of a run as far as they were copied, or found to be one for both sides. */
record CopiedDatabases(RunFiles files, String runId) {

    private static final int SLOWEST = 5;

    List<ReportedDatabase> of(Evidence evidence) {
        return evidence.databases().stream()
                .filter(database -> database.reach().isEmpty())
                .map(this::database)
                .toList();
    }

    static List<SharedDatabase> shared(Evidence evidence) {
        return evidence.databases().stream()
                .flatMap(database -> database.reach().stream())
                .map(reach -> new SharedDatabase(reach.database(), reach.user(), reach.serverVersion(), reach.tables()))
                .toList();
    }

    private ReportedDatabase database(MovedDatabase moved) {
        var manifest = moved.manifest();
        var comparison = moved.comparison();
        return new ReportedDatabase(
                moved.name(),
                manifest.map(Manifest::bytes)
                        .or(() -> comparison.map(Comparison::bytes))
                        .orElse(0L),
                comparison
                        .map(Comparison::rows)
                        .or(() -> manifest.map(Manifest::rows))
                        .orElse(0L),
                comparison
                        .map(Comparison::tables)
                        .or(() -> manifest.map(dump -> dump.tables().size()))
                        .orElse(0),
                seconds(moved),
                comparison.map(Comparison::matches),
                comparison.map(Comparison::differences).orElse(List.of()),
                manifest.map(CopiedDatabases::slowest).orElse(List.of()));
    }

    /** Dump and restore run side by side, so it is the time from the first's start to the second's end. */
    private double seconds(MovedDatabase moved) {
        var dump = progress(moved.name(), "dump");
        var restore = progress(moved.name(), "restore");
        if (dump.isPresent() && restore.isPresent()) {
            return ReportWriting.seconds(
                    Duration.between(dump.get().startedAt(), restore.get().updatedAt()));
        }
        return moved.manifest().map(Manifest::seconds).orElse(0.0);
    }

    private java.util.Optional<Progress> progress(String database, String command) {
        return files.read(new RunLayout(runId).database(database).progress(command), Progress.class);
    }

    private static List<ReportedTable> slowest(Manifest manifest) {
        return manifest.tables().stream()
                .sorted(Comparator.comparingLong(TableCopy::bytes).reversed())
                .limit(SLOWEST)
                .map(table -> new ReportedTable(
                        table.isLargeObjects() ? "large objects" : table.display(), table.rows(), table.bytes()))
                .toList();
    }
}
