package dev.landfall.local.engine.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.landfall.model.Json;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a definition and finds everything in it that the engine would not run as AWS does. */
public final class DefinitionReader {

    static final long LONGEST_SECONDS = 99_999_999;
    private static final ObjectReader STRICT = Json.MAPPER
            .reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature())
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Set<String> TOP =
            Set.of("Comment", "QueryLanguage", "StartAt", "States", "Version", "TimeoutSeconds");

    private DefinitionReader() {}

    public static Reading read(String json) {
        try {
            return read(STRICT.readTree(json));
        } catch (JsonProcessingException wrong) {
            var place = wrong.getLocation();
            return new Reading.Refused(List.of(new Refusal(
                    "",
                    "/",
                    place == null ? "/" : "line %d, column %d".formatted(place.getLineNr(), place.getColumnNr()),
                    "it is not JSON: " + wrong.getOriginalMessage())));
        }
    }

    public static Reading read(JsonNode json) {
        var fields = Fields.root(json);
        if (!json.isObject()) {
            fields.refuse("", "it must be an object");
            return new Reading.Refused(fields.refusals());
        }
        fields.allow(TOP);
        var language = fields.text("QueryLanguage").orElse("JSONPath");
        fields.text("Version")
                .filter(version -> !version.equals("1.0"))
                .ifPresent(version -> fields.refuse("Version", "the only version is 1.0"));
        var timeout = fields.integer("TimeoutSeconds", 1, LONGEST_SECONDS);
        var graph = graph(fields, language, Set.of(), new HashSet<>());
        return fields.refusals().isEmpty()
                ? new Reading.Accepted(new Definition(fields.text("Comment"), graph, timeout))
                : new Reading.Refused(fields.refusals());
    }

    /**
     * @param outer variables that enclosing graphs assign and this one must not
     * @param names of all states so far: they are unique in the whole definition
     */
    static StateGraph graph(Fields fields, String language, Set<String> outer, Set<String> names) {
        var start = fields.required("StartAt");
        var all = fields.states();
        var assigned = new HashSet<>(outer);
        all.values().forEach(state -> assigned.addAll(StateReader.assignedNames(state)));
        Map<String, State> states = new LinkedHashMap<>();
        all.forEach((name, state) -> {
            if (!names.add(name)) {
                state.refuse("Type", "another state of this definition has the same name");
            }
            if (name.length() > 80) {
                state.refuse("Type", "a state's name has at most 80 characters");
            }
            new StateReader(state, language, outer, assigned, names).read().ifPresent(read -> states.put(name, read));
        });
        if (!start.isEmpty() && !all.containsKey(start)) {
            fields.refuse("StartAt", "there is no state '" + start + "' beside it");
        }
        GraphCheck.check(start, all, states);
        return new StateGraph(start, states);
    }

    static Optional<String> jsonataProblem(Fields fields, String inherited) {
        var language = fields.text("QueryLanguage").orElse(inherited);
        return language.equals("JSONata")
                ? Optional.empty()
                : Optional.of("the query language is " + language
                        + ", and only JSONata is supported; set it here or at the top");
    }
}
