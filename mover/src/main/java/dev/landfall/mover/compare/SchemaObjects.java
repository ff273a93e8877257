package dev.landfall.mover.compare;

import dev.landfall.model.transfer.ConstraintCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A schema by its objects, as the comments tell them that {@code pg_dump} writes before each. Only their names are ever
 * told: a definition may hold a password.
 *
 * @param definitions by kind and name, such as {@code INDEX public users_pkey}
 */
record SchemaObjects(Map<String, List<String>> definitions) {

    private static final Pattern HEADER = Pattern.compile("-- Name: (.*); Type: ([A-Z ]+); Schema: (.*); Owner: .*");

    /** What an archive of data has besides, and {@code --schema-only} prints all the same. */
    private static final Set<String> OF_DATA = Set.of("MATERIALIZED VIEW DATA", "SEQUENCE SET", "TABLE DATA");

    /** One text of a whole schema. */
    static SchemaObjects of(String dump, ConstraintCheck constraints) {
        var definitions = new TreeMap<String, List<String>>();
        List<String> lines = new ArrayList<>();
        for (var line : (Iterable<String>) dump.lines()::iterator) {
            var header = HEADER.matcher(line);
            if (header.matches()) {
                var kind = header.group(2);
                if (OF_DATA.contains(kind)) {
                    lines = new ArrayList<>();
                    continue;
                }
                var schema = header.group(3).equals("-") ? "" : header.group(3) + ".";
                lines = definitions.computeIfAbsent(kind + " " + schema + header.group(1), name -> new ArrayList<>());
            } else {
                var normal = SchemaLines.normal(line, constraints);
                if (SchemaLines.count(normal)) {
                    lines.add(normal);
                }
            }
        }
        definitions.values().removeIf(List::isEmpty);
        return new SchemaObjects(definitions);
    }

    /** What the source has and the target lacks, and the other way round, in words. */
    List<String> onOneSideOnly(SchemaObjects target) {
        var found = new ArrayList<String>();
        definitions.keySet().stream()
                .filter(name -> !target.definitions.containsKey(name))
                .forEach(name -> found.add(name + ": not on the target"));
        target.definitions.keySet().stream()
                .filter(name -> !definitions.containsKey(name))
                .forEach(name -> found.add(name + ": on the target only"));
        return found;
    }

    /** What both have and define otherwise, by name. */
    List<String> definedOtherwise(SchemaObjects target) {
        return definitions.entrySet().stream()
                .filter(object -> target.definitions.containsKey(object.getKey()))
                .filter(object -> !object.getValue().equals(target.definitions.get(object.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
