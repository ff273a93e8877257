package dev.landfall.mover.compare;

import dev.landfall.model.transfer.Comparison;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two live databases, each at a snapshot of its own.
 *
 * @param matches whether nothing differs
 * @param contents everything but the schema
 * @param schema a unified diff of {@code pg_dump --schema-only}; empty where there is none
 */
public record LiveComparison(boolean matches, Comparison contents, List<String> schema) {

    public LiveComparison {
        schema = List.copyOf(schema);
    }

    /** Every difference in words; the schema's is one. */
    public List<String> differences() {
        var changed = schema.stream()
                .filter(line -> (line.startsWith("+") || line.startsWith("-"))
                        && !line.startsWith("---")
                        && !line.startsWith("+++"))
                .count();
        return Stream.concat(
                        contents.differences().stream(),
                        changed == 0 ? Stream.empty() : Stream.of("schema, in " + changed + " lines"))
                .toList();
    }
}
