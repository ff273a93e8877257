package dev.landfall.local.engine.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.local.engine.definition.Definition;
import dev.landfall.local.engine.definition.DefinitionReader;
import dev.landfall.local.engine.definition.Reading;
import dev.landfall.local.engine.definition.State;
import dev.landfall.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A state taken out of its definition.
 *
 * @param json as it is written
 * @param state as the engine reads it
 * @param isInMap whether it is run once for each item
 */
record TestedState(ObjectNode json, State state, boolean isInMap) {

    /** AWS's name for a state that comes alone. */
    private static final String ALONE = "StateName";

    private record Found(ObjectNode json, boolean isInMap) {}

    /**
     * Finds the state.
     *
     * @param definition of a state machine where the state is named, of the state alone otherwise
     */
    static TestedState in(JsonNode definition, Optional<String> name) {
        if (name.isEmpty() && definition.has("States")) {
            throw Refused.because(
                    "The definition is of a whole state machine, and no state is named.",
                    "Name one with --state-name.");
        }
        if (name.isPresent() && !definition.has("States")) {
            throw Refused.because(
                    "The definition is of one state alone, which has no name to look for.", "Leave --state-name out.");
        }
        var machine = name.isPresent() ? definition : alone(definition);
        var read = accepted(machine);
        var wanted = name.orElse(ALONE);
        var found = find(machine, wanted, false);
        if (found.isEmpty()) {
            throw Refused.because(
                    "The definition has no state '" + wanted + "'.", "Choose one of " + names(read) + ".");
        }
        return new TestedState(
                found.get().json(), state(read, wanted), found.get().isInMap());
    }

    /** A machine around it, with an end for each state that may follow. */
    private static ObjectNode alone(JsonNode state) {
        var machine = Json.MAPPER.createObjectNode();
        if (state.path("QueryLanguage").isTextual()) {
            machine.set("QueryLanguage", state.get("QueryLanguage"));
        }
        machine.put("StartAt", ALONE);
        var states = machine.putObject("States");
        states.set(ALONE, state);
        var next = new ArrayList<>(List.of(state.path("Next"), state.path("Default")));
        state.path("Choices").forEach(rule -> next.add(rule.path("Next")));
        state.path("Catch").forEach(catcher -> next.add(catcher.path("Next")));
        next.stream()
                .filter(each -> each.isTextual() && !states.has(each.textValue()))
                .forEach(each -> states.putObject(each.textValue()).put("Type", "Succeed"));
        return machine;
    }

    private static Optional<Found> find(JsonNode graph, String name, boolean inMap) {
        if (graph.path("States").path(name) instanceof ObjectNode state) {
            return Optional.of(new Found(state, inMap));
        }
        for (var outer : graph.path("States")) {
            var found = find(outer.path("ItemProcessor"), name, true);
            if (found.isPresent()) {
                return found;
            }
            for (var branch : outer.path("Branches")) {
                var inBranch = find(branch, name, inMap);
                if (inBranch.isPresent()) {
                    return inBranch;
                }
            }
        }
        return Optional.empty();
    }

    private static Definition accepted(JsonNode machine) {
        return switch (DefinitionReader.read(machine)) {
            case Reading.Accepted(var definition) -> definition;
            case Reading.Refused refused ->
                throw Refused.because("The definition cannot run: " + refused.text() + ".", "Change the named fields.");
        };
    }

    private static State state(Definition definition, String name) {
        var found = new ArrayList<State>();
        definition.forEachState(state -> found.add(state));
        return found.stream()
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(Definition definition) {
        var names = new ArrayList<String>();
        definition.forEachState(state -> names.add(state.name()));
        return names;
    }
}
