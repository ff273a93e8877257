package dev.landfall.local.engine.execution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.local.engine.history.HistoryEvent;
import java.time.Instant;
import java.util.Optional;

/** {@code $states.context}. */
final class ContextObject {

    private ContextObject() {}

    /** @param retries present for states that can be retried */
    static ObjectNode of(
            Run run,
            String state,
            Instant entered,
            Optional<Integer> retries,
            Optional<String> token,
            Optional<ObjectNode> mapItem) {
        var context = JsonNodeFactory.instance.objectNode();
        var execution = context.putObject("Execution");
        execution.put("Id", run.arn());
        execution.set("Input", run.input());
        execution
                .put("StartTime", HistoryEvent.iso(run.startedAt()))
                .put("Name", run.name())
                .put("RoleArn", run.machine().roleArn())
                .put("RedriveCount", 0);
        context.putObject("StateMachine")
                .put("Id", run.machine().arn())
                .put("Name", run.machine().name());
        var visit = context.putObject("State").put("Name", state).put("EnteredTime", HistoryEvent.iso(entered));
        retries.ifPresent(count -> visit.put("RetryCount", count));
        token.ifPresent(text -> context.putObject("Task").put("Token", text));
        var given = run.surroundings().given().context().apply(context);
        mapItem.ifPresent(item -> given.putObject("Map").set("Item", item));
        return given;
    }
}
