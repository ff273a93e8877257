package dev.landfall.mover.delta;

import dev.landfall.model.transfer.WriteMark;
import dev.landfall.mover.delta.TableDelta.How;
import java.util.List;

/**
 * One pass over a database.
 *
 * @param mark up to which it read
 * @param writers transactions of the source's database that may still write below that mark
 * @param tables all of them, by name
 */
public record DeltaReport(WriteMark mark, List<String> writers, List<TableDelta> tables, double seconds) {

    public DeltaReport {
        writers = List.copyOf(writers);
        tables = List.copyOf(tables);
    }

    /** Whether the copy was as the source is. */
    public boolean foundNothing() {
        return tables.stream().allMatch(table -> table.how() == How.UNCHANGED);
    }

    /** Rows that were carried, or would be. */
    public long changed() {
        return tables.stream().mapToLong(TableDelta::changed).sum();
    }

    public long gone() {
        return tables.stream().mapToLong(TableDelta::gone).sum();
    }

    /** Those where there was something to do. */
    public List<TableDelta> differing() {
        return tables.stream().filter(table -> table.how() != How.UNCHANGED).toList();
    }
}
