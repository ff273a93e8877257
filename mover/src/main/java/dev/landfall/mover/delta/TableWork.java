package dev.landfall.mover.delta;

import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.delta.DeltaRecord.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One table and how its changes are told. */
sealed interface TableWork {

    TableCopy table();

    /** What the copy's record says of it. */
    Entry kept();

    /** Changed rows are told by their transactions, and those that are gone by count and key. */
    record Keyed(TableCopy table, Entry kept, TableKey key) implements TableWork {}

    /** That something changed is told by transactions and count; then all of its rows are carried. */
    record Keyless(TableCopy table, Entry kept) implements TableWork {}

    /** Only its contents tell whether anything changed; then all of its rows are carried. */
    record ByContent(TableCopy table, Entry kept, String reason) implements TableWork {}

    /** The same rows may mean something else now: all of them are carried. */
    record Redefined(TableCopy table, Entry kept, String reason) implements TableWork {}

    /**
     * Chooses the cheapest way that is sure.
     *
     * @param shape its fingerprint on the source, now
     * @param kept what the record says, if anything
     * @param changing why transactions do not tell of it, if they do not
     * @param keys that the source has
     * @param copied keys that the target has
     */
    static TableWork of(
            TableCopy table,
            String shape,
            Optional<Entry> kept,
            Optional<String> changing,
            List<TableKey> keys,
            List<TableKey> copied) {
        var entry = kept.orElse(Entry.NONE);
        if (kept.isEmpty()) {
            return new Redefined(table, entry, "the copy's record does not know it");
        }
        if (!entry.fingerprint().equals(shape)) {
            return new Redefined(
                    table,
                    entry,
                    entry.fingerprint().isEmpty()
                            ? "it was made while the copy was begun"
                            : "another table, column or type has taken a name");
        }
        if (changing.isPresent()) {
            return new ByContent(table, entry, changing.get());
        }
        return keys.stream()
                .flatMap(key -> copied.stream().filter(other -> other.columns().equals(key.columns())))
                .findFirst()
                .<TableWork>map(key -> new Keyed(table, entry, key))
                .orElseGet(() -> new Keyless(table, entry));
    }

    /** Reasons by table, beside those that the table itself shows. */
    static Optional<String> changing(TableCopy table, Map<String, String> reasons) {
        return table.filter().isPresent()
                ? Optional.of("an extension made it and the user filled it")
                : Optional.ofNullable(reasons.get(table.qualified()));
    }
}
