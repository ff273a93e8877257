package dev.landfall.mover.compare;

import dev.landfall.model.transfer.Comparison;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two live databases, each at a snapshot of its own.
 *
 * @param matches whether nothing differs
 * @param contents everything but the schema
 * @param sourceRows in all tables of the source
 * @param targetRows in those tables on the target
 * @param tables every table of either side
 * @param schema a unified diff of {@code pg_dump --schema-only}; empty where there is none
 */
public record LiveComparison(
        boolean matches,
        Comparison contents,
        long sourceRows,
        long targetRows,
        List<ComparedTable> tables,
        List<String> schema) {

    public LiveComparison {
        tables = List.copyOf(tables);
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
