package dev.landfall.mover.compare;

import dev.landfall.model.transfer.ConstraintCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A schema by its objects, as the comments tell them that {@code pg_dump} writes before each.
 *
 * @param definitions by kind and name, such as {@code INDEX public users_pkey}; without what may differ
 */
record SchemaObjects(Map<String, List<String>> definitions) {

    private static final Pattern HEADER = Pattern.compile("-- Name: (.*); Type: ([A-Z ]+); Schema: (.*); Owner: .*");
    private static final Pattern ACCESS_METHOD = Pattern.compile("SET default_table_access_method = (.*);");
    private static final String END = "-- PostgreSQL database dump complete";

    /** What an archive of data has besides, and {@code --schema-only} prints all the same. */
    private static final Set<String> OF_DATA = Set.of("MATERIALIZED VIEW DATA", "SEQUENCE SET", "TABLE DATA");

    /** What belongs to the provider of the server, or stays behind: see docs/what-moves.md. */
    private static final Pattern LEFT_OUT = Pattern.compile(
            "COMMENT (EXTENSION|PUBLICATION|SUBSCRIPTION) .*|COMMENT SCHEMA public|SCHEMA public", Pattern.DOTALL);

    /** One text of a whole schema. */
    static SchemaObjects of(String dump, ConstraintCheck constraints) {
        var definitions = new TreeMap<String, List<String>>();
        var name = "";
        var body = new ArrayList<String>();
        var accessMethod = "";
        var previous = "";
        for (var line : dump.split("\n", -1)) {
            var header = previous.equals("--") ? HEADER.matcher(line) : HEADER.matcher("");
            if (header.matches() || line.equals(END)) {
                var next = trimmed(body, accessMethod);
                put(definitions, name, body, accessMethod, constraints);
                accessMethod = next;
                body.clear();
                name = header.matches() ? name(header.group(2), header.group(3), header.group(1)) : "";
            } else {
                body.add(line);
            }
            previous = line;
        }
        trimmed(body, accessMethod);
        put(definitions, name, body, accessMethod, constraints);
        return new SchemaObjects(definitions);
    }

    private static String name(String kind, String schema, String name) {
        return OF_DATA.contains(kind) ? "" : kind + " " + (schema.equals("-") ? "" : schema + ".") + name;
    }

    private static void put(
            Map<String, List<String>> definitions,
            String name,
            List<String> body,
            String accessMethod,
            ConstraintCheck constraints) {
        if (!name.isEmpty() && !body.isEmpty() && !LEFT_OUT.matcher(name).matches()) {
            definitions
                    .computeIfAbsent(name, key -> new ArrayList<>())
                    .addAll(new SchemaDefinition(name, body, accessMethod).lines(constraints));
        }
    }

    /**
     * Takes away what stands between this object and the next: empty lines, the frames of comments, and settings of
     * pg_dump's session. Nothing inside of a definition is taken for that.
     *
     * @return the access method of the tables that follow
     */
    private static String trimmed(List<String> body, String accessMethod) {
        var next = accessMethod;
        while (!body.isEmpty() && isBetween(body.getLast())) {
            var method = ACCESS_METHOD.matcher(body.removeLast());
            if (method.matches()) {
                next = method.group(1);
            }
        }
        while (!body.isEmpty() && isBetween(body.getFirst())) {
            body.removeFirst();
        }
        return next;
    }

    private static boolean isBetween(String line) {
        return line.isBlank() || line.equals("--") || line.startsWith("SET default_");
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
