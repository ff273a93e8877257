package dev.landfall.mover.compare;

import dev.landfall.model.transfer.Comparison;
import java.util.List;

/**
 * Two live databases, each at a snapshot of its own.
 *
 * @param matches whether nothing differs of what was compared
 * @param contents everything but the definitions' text
 * @param sourceRows in all tables of the source
 * @param targetRows in those tables on the target
 * @param tables every table of either side
 * @param schema a unified diff of {@code pg_dump --schema-only}, object by object; empty where there is none
 * @param notCompared what could not be compared, in sentences; empty where everything was
 */
public record LiveComparison(
        boolean matches,
        Comparison contents,
        long sourceRows,
        long targetRows,
        List<ComparedTable> tables,
        List<String> schema,
        List<String> notCompared) {

    public LiveComparison {
        tables = List.copyOf(tables);
        schema = List.copyOf(schema);
        notCompared = List.copyOf(notCompared);
    }

    /** Every difference in words. */
    public List<String> differences() {
        return contents.differences();
    }
}
