package dev.landfall.model.transfer;

import dev.landfall.model.transfer.DivergenceReport.DatabaseDivergence;
import java.util.List;

/**
 * What {@code mover diverge} answers; the tables are in the run's {@code divergence.json}.
 *
 * @param notMeasured names of databases of which nothing is known
 */
public record DivergenceResult(long written, long gone, List<String> notMeasured) {

    public DivergenceResult {
        notMeasured = List.copyOf(notMeasured);
    }

    public static DivergenceResult of(DivergenceReport report) {
        return new DivergenceResult(
                report.written(),
                report.gone(),
                report.unmeasured().stream().map(DatabaseDivergence::database).toList());
    }
}
