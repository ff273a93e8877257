package dev.landfall.model.transfer;

import java.util.List;

/**
 * What {@code mover validate} answers.
 *
 * @param validated foreign keys that are proven now, as {@code schema.table.constraint}
 */
public record ValidationResult(String database, List<String> validated, double seconds) {

    public ValidationResult {
        validated = List.copyOf(validated);
    }
}
