package dev.landfall.local.engine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.StateMachine;
import dev.landfall.local.engine.definition.Resource;
import dev.landfall.local.engine.history.Details;
import java.time.Duration;
import java.util.Optional;

/** Events of a task: {@code LambdaFunction…} for a function named by its own ARN, {@code Task…} otherwise. */
final class TaskEvents {

    private final Visit visit;
    private final Resource resource;

    TaskEvents(Visit visit, Resource resource) {
        this.visit = visit;
        this.resource = resource;
    }

    private Details begin() {
        return resource.isDirectLambda() ? Details.of() : Details.task(resource.service(), resource.action());
    }

    private void record(String what, Details details) {
        var name = resource.isDirectLambda() ? "LambdaFunction" : "Task";
        var member = resource.isDirectLambda() ? "lambdaFunction" : "task";
        visit.record(name + what, member + what + "EventDetails", details);
    }

    void scheduled(JsonNode arguments, Optional<Duration> timeout, Optional<Duration> heartbeat) {
        var details = resource.isDirectLambda()
                ? Details.of().input(arguments).put("resource", resource.arn())
                : begin().put("region", StateMachine.region()).put("parameters", arguments.toString());
        timeout.ifPresent(limit -> details.put("timeoutInSeconds", limit.toSeconds()));
        heartbeat.ifPresent(limit -> details.put("heartbeatInSeconds", limit.toSeconds()));
        record("Scheduled", details);
    }

    void started() {
        if (resource.isDirectLambda()) {
            visit.record("LambdaFunctionStarted");
        } else {
            record("Started", begin());
        }
    }

    void submitted(JsonNode answer) {
        record("Submitted", begin().output(answer));
    }

    void succeeded(JsonNode result) {
        record("Succeeded", begin().output(result));
    }

    void failed(StateError error) {
        record("Failed", begin().failed(error.error(), error.cause()));
    }

    void timedOut(StateError error) {
        record("TimedOut", begin().failed(error.error(), error.cause()));
    }
}
