package dev.landfall.mover.delta;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.TableCopy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** How the definitions of two databases' tables differ, as far as rows could not be carried. */
final class Drift {

    private static final int MOST_NAMED = 10;

    private Drift() {}

    /** {@code SCHEMAS_DIFFER}, naming the differences. */
    static void refuse(
            Collection<TableCopy> tables,
            Map<String, TableShape> source,
            Collection<TableCopy> copied,
            Map<String, TableShape> target) {
        var found = new ArrayList<String>();
        var there = new TreeSet<>(copied.stream()
                .filter(table -> !table.isLargeObjects())
                .map(TableCopy::qualified)
                .toList());
        for (var table : tables) {
            if (table.isLargeObjects()) {
                continue;
            }
            if (!there.remove(table.qualified())) {
                found.add(table.display() + " is on the source only");
                continue;
            }
            parts(
                    table.display(),
                    source.getOrDefault(table.qualified(), TableShape.NONE),
                    target.getOrDefault(table.qualified(), TableShape.NONE),
                    found);
        }
        there.forEach(table -> found.add(table.replace("\"", "") + " is on the target only"));
        if (!found.isEmpty()) {
            throw Problem.operator(
                            "SCHEMAS_DIFFER",
                            "Source and target are no longer defined alike: "
                                    + String.join(
                                            "; ",
                                            found.stream().limit(MOST_NAMED).toList())
                                    + (found.size() > MOST_NAMED
                                            ? "; and " + (found.size() - MOST_NAMED) + " more differences"
                                            : "")
                                    + ".",
                            "Make the same change on the target and run again, or copy the database anew.")
                    .asException();
        }
    }

    private static void parts(String table, TableShape source, TableShape target, List<String> found) {
        var names = new TreeSet<>(source.parts().keySet());
        names.addAll(target.parts().keySet());
        for (var name : names) {
            var one = source.parts().get(name);
            var other = target.parts().get(name);
            if (one == null) {
                found.add(table + ": " + name + " is on the target only");
            } else if (other == null) {
                found.add(table + ": " + name + " is on the source only");
            } else if (!Objects.equals(one, other)) {
                found.add(table + ": " + name + " is another one on the target");
            }
        }
    }
}
