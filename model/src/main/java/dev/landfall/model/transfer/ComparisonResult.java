package dev.landfall.model.transfer;

import java.util.List;

/**
 * What {@code mover compare} answers.
 *
 * @param differences up to twenty, in words; all of them are in the comparison
 */
public record ComparisonResult(
        String database, boolean matches, int tables, long rows, long bytes, double seconds, List<String> differences) {

    private static final int SHOWN = 20;

    public ComparisonResult {
        differences = List.copyOf(differences);
    }

    public static ComparisonResult of(Comparison comparison) {
        return new ComparisonResult(
                comparison.database(),
                comparison.matches(),
                comparison.tables(),
                comparison.rows(),
                comparison.bytes(),
                comparison.seconds(),
                comparison.differences().stream().limit(SHOWN).toList());
    }
}
