package dev.landfall.local.engine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.integration.TaskCall;
import dev.landfall.local.engine.integration.TaskFailure;
import dev.landfall.local.engine.integration.TaskIntegration;
import java.util.Optional;
import java.util.Set;

/** Makes the call of a task outside the loop and brings its result back. */
final class ServiceCall {

    private static final String START_EXECUTION = "arn:aws:states:::states:startExecution";

    private final Visit visit;
    private final TaskWork work;
    private final TaskCall call;

    ServiceCall(Visit visit, TaskWork work, TaskCall call) {
        this.visit = visit;
        this.work = work;
        this.call = call;
    }

    /** Gives what ends the call when the state is left, as far as AWS ends it. */
    Runnable begin() throws StateFailed {
        var surroundings = visit.flow().run().surroundings();
        var integration = surroundings.integrations().find(call.resource());
        if (integration.isPresent()) {
            surroundings.scheduler().work(() -> {
                var result = outcome(integration.get());
                surroundings.scheduler().execute(visit.later(result));
            });
            return () -> {};
        }
        if (call.resource().arn().startsWith(START_EXECUTION)) {
            return new ChildExecution(visit, work, call).begin();
        }
        work.failed(StateError.of(
                StateError.RUNTIME,
                "Nothing serves the resource " + call.resource().arn() + "."));
        return () -> {};
    }

    private Visit.Work outcome(TaskIntegration integration) {
        try {
            JsonNode result = integration.call(call);
            return () -> work.returned(result);
        } catch (TaskFailure failure) {
            var error = new StateError(Optional.of(failure.error()), failure.causeText(), Set.of());
            return () -> work.failed(error);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return () -> work.failed(StateError.of(StateError.RUNTIME, "The call was interrupted."));
        } catch (RuntimeException defect) {
            // An integration is foreign code: whatever it throws must end the state, not leave it waiting for ever.
            var cause = Optional.ofNullable(defect.getMessage()).orElse(defect.toString());
            return () -> work.failed(StateError.of(StateError.RUNTIME, cause));
        }
    }
}
