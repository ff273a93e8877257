package dev.landfall.model.transfer;

import java.util.List;
import java.util.Optional;

/**
 * What {@code mover compare} answers.
 *
 * @param differences up to twenty, in words; all of them are in the comparison
 * @param baseline what stood for the source, where that is not what the source itself said
 * @param digest of {@code comparison.json}, in hexadecimal
 */
public record ComparisonResult(
        String database,
        boolean matches,
        int tables,
        long rows,
        long bytes,
        double seconds,
        List<String> differences,
        String digest,
        Optional<String> baseline) {

    private static final int SHOWN = 20;

    public ComparisonResult {
        differences = List.copyOf(differences);
    }

    /** What is answered of a comparison that is stored with this digest. */
    public static ComparisonResult of(Comparison comparison, String digest) {
        return new ComparisonResult(
                comparison.database(),
                comparison.matches(),
                comparison.tables(),
                comparison.rows(),
                comparison.bytes(),
                comparison.seconds(),
                comparison.differences().stream().limit(SHOWN).toList(),
                digest,
                comparison.baseline());
    }
}
