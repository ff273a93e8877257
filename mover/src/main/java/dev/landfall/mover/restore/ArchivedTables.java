package dev.landfall.mover.restore;

import dev.landfall.model.transfer.TableCopy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of the plan's tables an archive's entry may be.
 *
 * @param tables ids of tables by the id of the entry
 * @param entries ids of entries by the id of the table
 * @param bytes of tables by their id
 */
record ArchivedTables(Map<Integer, Set<Integer>> tables, Map<Integer, Set<Integer>> entries, Map<Integer, Long> bytes) {

    private static final String KIND = "TABLE ";

    /** An archive's list does not say where a schema's name ends and a table's begins: all tables count that it may mean. */
    static ArchivedTables match(List<ArchiveEntry> entries, List<TableCopy> plan) {
        var names = new HashMap<String, Set<Integer>>();
        for (var table : plan) {
            names.computeIfAbsent(listed(table), name -> new HashSet<>()).add(table.id());
        }
        var tables = new HashMap<Integer, Set<Integer>>();
        for (var entry : entries) {
            var text = entry.text();
            if (text.startsWith(KIND)) {
                var name = text.substring(KIND.length());
                for (var space = name.indexOf(' '); space >= 0; space = name.indexOf(' ', space + 1)) {
                    tables.computeIfAbsent(entry.id(), id -> new HashSet<>())
                            .addAll(names.getOrDefault(name.substring(0, space), Set.of()));
                }
            }
        }
        var meaning = new HashMap<Integer, Set<Integer>>();
        tables.forEach((entry, possible) -> possible.forEach(
                table -> meaning.computeIfAbsent(table, id -> new HashSet<>()).add(entry)));
        return new ArchivedTables(
                tables, meaning, plan.stream().collect(Collectors.toMap(TableCopy::id, TableCopy::bytes)));
    }

    Set<Integer> of(int entry) {
        return tables.getOrDefault(entry, Set.of());
    }

    /** The entries that may be this table. */
    Set<Integer> meaning(int table) {
        return entries.getOrDefault(table, Set.of());
    }

    /** How large the tables are that an entry depends on, as they lie on the source's disk. */
    long bytesBehind(PostDataEntry entry) {
        return entry.dependencies().stream()
                .flatMap(id -> of(id).stream())
                .mapToLong(table -> bytes.getOrDefault(table, 0L))
                .sum();
    }

    private static String listed(TableCopy table) {
        return (table.schema() + " " + table.name()).replaceAll("[\\r\\n]", " ");
    }
}
