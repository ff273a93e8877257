package dev.landfall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.handler.StateHandler;
import dev.landfall.model.definition.DefinitionFile;
import dev.landfall.model.rights.Handler;
import dev.landfall.model.rights.HandlerTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** State, function and handler have one name; neither side has anything that the other lacks. */
final class DefinitionContractTest {

    private static final Path DEFINITIONS = Path.of(System.getProperty("landfall.root"), "statemachine");
    private static final Path HANDLERS = Path.of("target", "classes", "dev", "landfall", "handler");
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(\\w+)}");

    /** Values that a deployment fills in which are not functions. */
    private static final Set<String> NOT_FUNCTIONS = Set.of("MoverTaskDefinition");

    /** The one state that calls any function, to have it check itself. */
    private static final String CHECK_FUNCTION = "CheckFunction";

    /** A state's name is there once in a machine, and these functions are called in two places of one. */
    private static final Map<String, String> SECOND_CALLS =
            Map.of("StopTargetAgain", "StopTarget", "DiagnoseCount", "DiagnoseMove", "DiagnoseStorage", "DiagnoseMove");

    @Test
    void everyFunctionOfADefinitionIsCalledByTheStateOfItsName() throws IOException {
        for (var definition : definitions().entrySet()) {
            definition.getValue().forEach((state, node) -> {
                var function = node.at("/Arguments/FunctionName").asText("");
                if (!function.isEmpty() && !state.equals(CHECK_FUNCTION)) {
                    assertThat(function)
                            .as(definition.getKey())
                            .isEqualTo("${" + SECOND_CALLS.getOrDefault(state, state) + "}");
                }
            });
        }
    }

    @Test
    void everySubstitutionHasAHandlerAndEveryHandlerAState() throws IOException, ClassNotFoundException {
        var substitutions = new TreeSet<String>();
        for (var machine : DefinitionFile.in(DEFINITIONS).values()) {
            var matcher = SUBSTITUTION.matcher(machine.toString());
            while (matcher.find()) {
                substitutions.add(matcher.group(1));
            }
        }
        substitutions.removeAll(NOT_FUNCTIONS);
        var states = definitions().values().stream()
                .flatMap(machine -> machine.keySet().stream())
                .toList();
        assertThat(states)
                .containsAll(substitutions.stream()
                        .filter(function -> !List.of(HandlerTable.APPROVAL_PAGE, HandlerTable.CLOSE_ABANDONED_RUN)
                                .contains(function))
                        .toList());

        var handlers = new TreeSet<>(Set.of(HandlerTable.APPROVAL_PAGE));
        try (var found = Files.list(HANDLERS)) {
            for (var file : found.toList()) {
                var name = file.getFileName().toString().replace(".class", "");
                var type = Class.forName(
                        "dev.landfall.handler." + name, false, getClass().getClassLoader());
                if (StateHandler.class.isAssignableFrom(type) && type != StateHandler.class) {
                    handlers.add(name);
                }
            }
        }
        assertThat(handlers).isEqualTo(substitutions);
    }

    /** A new function that nobody asks would meet its rights, its route and its first start on the night. */
    @Test
    void everyFunctionChecksItselfBeforeEveryMove() throws IOException {
        var asked = definitions().get("migrate").get("CheckFunctions").path("Items");

        assertThat(asked.valueStream().map(item -> item.path("function").asText()))
                .containsExactlyInAnyOrderElementsOf(
                        HandlerTable.handlers().stream().map(Handler::name).toList());
        assertThat(asked)
                .allSatisfy(item -> assertThat(item.path("arn").asText())
                        .isEqualTo("${" + item.path("function").asText() + "}"));
    }

    @Test
    void everyTaskHasATimeout() throws IOException {
        for (var definition : definitions().entrySet()) {
            definition.getValue().forEach((state, node) -> {
                if (node.path("Type").asText().equals("Task")) {
                    assertThat(node.has("TimeoutSeconds"))
                            .as(definition.getKey() + " " + state + " has a timeout")
                            .isTrue();
                }
            });
        }
    }

    @Test
    void pictureOfTheFlowNamesEveryTask() throws IOException {
        var picture = Files.readString(Path.of(System.getProperty("landfall.root"), "docs", "flow.svg"));

        definitions().get("migrate").forEach((state, node) -> {
            if (node.path("Type").asText().equals("Task")) {
                assertThat(picture).contains(">" + state + "<");
            }
        });
    }

    private static Map<String, Map<String, JsonNode>> definitions() throws IOException {
        var definitions = new TreeMap<String, Map<String, JsonNode>>();
        DefinitionFile.in(DEFINITIONS).forEach((name, machine) -> {
            var states = new TreeMap<String, JsonNode>();
            collect(machine, states);
            definitions.put(name, states);
        });
        return definitions;
    }

    private static void collect(JsonNode machine, Map<String, JsonNode> states) {
        machine.path("States").properties().forEach(state -> {
            states.put(state.getKey(), state.getValue());
            if (state.getValue().has("ItemProcessor")) {
                collect(state.getValue().get("ItemProcessor"), states);
            }
            state.getValue().path("Branches").forEach(branch -> collect(branch, states));
        });
    }
}
