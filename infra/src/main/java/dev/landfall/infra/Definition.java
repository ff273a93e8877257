package dev.landfall.infra;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One state machine's definition file: which values it wants filled in and how long its functions may take. */
public record Definition(Path file, JsonNode tree) {

    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(\\w+)}");

    static Map<String, Definition> in(Path folder, String suffix) {
        try (var files = Files.list(folder)) {
            var found = new TreeMap<String, Definition>();
            for (var file :
                    files.filter(path -> path.toString().endsWith(suffix)).toList()) {
                var stem = folder.relativize(file).toString().replace(suffix, "");
                found.put("landfall-" + stem, new Definition(file, Json.MAPPER.readTree(file.toFile())));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the definitions in " + folder, e);
        }
    }

    /** The names in <code>${…}</code>. */
    public List<String> substitutions() {
        return SUBSTITUTION
                .matcher(tree.toString())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .sorted()
                .toList();
    }

    /** Seconds that the states give each function; a state that waits for a token limits the wait, not the function. */
    public Map<String, Integer> functionSeconds() {
        var seconds = new TreeMap<String, Integer>();
        for (var state : states(tree)) {
            var name = SUBSTITUTION.matcher(state.at("/Arguments/FunctionName").asText());
            if (name.matches() && state.path("Resource").asText().endsWith("lambda:invoke")) {
                seconds.merge(name.group(1), state.path("TimeoutSeconds").asInt(), Math::max);
            }
        }
        return seconds;
    }

    private static List<JsonNode> states(JsonNode machine) {
        var states = new ArrayList<JsonNode>();
        machine.path("States").valueStream().forEach(state -> {
            states.add(state);
            Stream.concat(state.path("Branches").valueStream(), Stream.of(state.path("ItemProcessor")))
                    .forEach(inner -> states.addAll(states(inner)));
        });
        return states;
    }
}
