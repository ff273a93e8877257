package dev.landfall.mover.compare;

import dev.landfall.model.transfer.ConstraintCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One object's statements.
 *
 * @param name begins with its kind
 * @param accessMethod of tables, which stands before the statement
 */
record SchemaDefinition(String name, List<String> body, String accessMethod) {

    private static final Pattern NOT_VALID = Pattern.compile("^(\\s+ADD CONSTRAINT .* FOREIGN KEY .*) NOT VALID;$");
    private static final Pattern INHERITS = Pattern.compile("^INHERITS \\(.*");
    private static final Pattern CREATES_TABLE = Pattern.compile("^CREATE (UNLOGGED |FOREIGN )?TABLE .*\\($");

    SchemaDefinition {
        body = List.copyOf(body);
    }

    /** As they are compared; after {@code AFTER} a foreign key may still be NOT VALID. */
    List<String> lines(ConstraintCheck constraints) {
        var lines = new ArrayList<String>();
        if ((name.startsWith("TABLE ") || name.startsWith("MATERIALIZED VIEW ")) && !accessMethod.isEmpty()) {
            lines.add("SET default_table_access_method = " + accessMethod + ";");
        }
        lines.addAll(childsColumnsSorted());
        if (constraints == ConstraintCheck.AFTER) {
            lines.replaceAll(line -> NOT_VALID.matcher(line).replaceFirst("$1;"));
        }
        return lines;
    }

    /** A restore gives a child its parent's columns first: their order is no difference. */
    private List<String> childsColumnsSorted() {
        var first = indexOf(CREATES_TABLE, 0);
        var last = indexOf(INHERITS, first + 1);
        if (first < 0 || last < 0 || last - first < 2) {
            return body;
        }
        var lines = new ArrayList<>(body.subList(0, first + 1));
        // Before the line that says INHERITS stands one that closes the list.
        body.subList(first + 1, last - 1).stream()
                .map(line -> line.endsWith(",") ? line.substring(0, line.length() - 1) : line)
                .sorted()
                .forEach(lines::add);
        lines.addAll(body.subList(last - 1, body.size()));
        return lines;
    }

    private int indexOf(Pattern pattern, int from) {
        for (var i = Math.max(0, from); i < body.size(); i++) {
            if (pattern.matcher(body.get(i)).matches()) {
                return i;
            }
        }
        return -1;
    }
}
