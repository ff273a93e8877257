package dev.landfall.report;

import dev.landfall.model.transfer.DivergenceReport;
import dev.landfall.report.Report.ReportedRollback;
import dev.landfall.report.Report.RolledBackDatabase;

/** What a rollback gives up, from what was measured before it was approved. */
final class Rollbacks {

    private Rollbacks() {}

    static ReportedRollback of(DivergenceReport divergence) {
        return new ReportedRollback(
                divergence.cutoverRunId(),
                divergence.since(),
                divergence.written(),
                divergence.gone(),
                divergence.databases().stream()
                        .map(database ->
                                new RolledBackDatabase(database.database(), database.notMeasured(), database.tables()))
                        .toList(),
                divergence.sharedDatabase(),
                divergence.concerns());
    }
}
