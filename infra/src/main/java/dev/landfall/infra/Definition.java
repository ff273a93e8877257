package dev.landfall.infra;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.DeploymentName;
import dev.landfall.model.definition.DefinitionFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One state machine's definition, expanded: which values it wants filled in and how long its functions may take. */
public record Definition(JsonNode tree) {

    /** A state gives its function this long to say that its time is over, before the state itself ends. */
    static final int GRACE_SECONDS = 30;

    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(\\w+)}");

    /** Every definition of a folder by its machine's name, such as {@code landfall-migrate}. */
    static Map<String, Definition> in(Path folder, DeploymentName deployment) {
        try {
            return DefinitionFile.in(folder).entrySet().stream()
                    .collect(Collectors.toMap(
                            entry -> deployment.named(entry.getKey()),
                            entry -> new Definition(entry.getValue()),
                            (one, other) -> one,
                            TreeMap::new));
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

    /**
     * Seconds that each function may take: less than its state has, so that the function's own word comes first. A
     * state that waits for a token limits the wait, not the function.
     */
    public Map<String, Integer> functionSeconds() {
        var seconds = new TreeMap<String, Integer>();
        for (var state : states(tree)) {
            var name = SUBSTITUTION.matcher(state.at("/Arguments/FunctionName").asText());
            if (name.matches() && state.path("Resource").asText().endsWith("lambda:invoke")) {
                seconds.merge(name.group(1), state.path("TimeoutSeconds").asInt() - GRACE_SECONDS, Math::min);
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
