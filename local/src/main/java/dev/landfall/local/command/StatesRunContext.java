package dev.landfall.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.definition.Timestamps;
import dev.landfall.model.failure.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parts of the context object that a caller of {@code states run} can set. */
record StatesRunContext(Optional<String> execution, Optional<String> machine, Instant start) {

    private static final Map<String, Set<String>> MEMBERS =
            Map.of("Execution", Set.of("Name", "StartTime"), "StateMachine", Set.of("Name"));

    static StatesRunContext read(Optional<JsonNode> file) {
        file.ifPresent(StatesRunContext::check);
        var start = file.flatMap(json -> text(json, "Execution", "StartTime"));
        return new StatesRunContext(
                file.flatMap(json -> text(json, "Execution", "Name")),
                file.flatMap(json -> text(json, "StateMachine", "Name")),
                start.map(StatesRunContext::time).orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.MILLIS)));
    }

    private static void check(JsonNode json) {
        json.properties()
                .forEach(section -> section.getValue().fieldNames().forEachRemaining(member -> {
                    if (!MEMBERS.getOrDefault(section.getKey(), Set.of()).contains(member)
                            || !section.getValue().get(member).isTextual()) {
                        throw invalid("'%s.%s' cannot be set".formatted(section.getKey(), member));
                    }
                }));
    }

    private static Instant time(String text) {
        return Timestamps.parse(text).orElseThrow(() -> invalid("'" + text + "' is not an RFC 3339 time"));
    }

    private static RuntimeException invalid(String detail) {
        return Problem.operator(
                        "CONTEXT_INVALID",
                        "The context cannot be used: " + detail + ".",
                        "Set only the strings Execution.Name, Execution.StartTime and StateMachine.Name.")
                .asException();
    }

    private static Optional<String> text(JsonNode json, String section, String member) {
        return Optional.ofNullable(json.path(section).path(member).textValue());
    }
}
