package dev.landfall.local.engine.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.landfall.local.engine.Engine;
import dev.landfall.local.engine.definition.Resource.CallPattern;
import dev.landfall.local.engine.integration.Integrations;
import dev.landfall.local.engine.integration.TaskCall;
import dev.landfall.local.engine.integration.TaskFailure;
import dev.landfall.local.engine.integration.TaskIntegration;
import dev.landfall.model.failure.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers every call from a test case. Where the state waits for a task token, the answer comes with the token, a
 * millisecond later. A state or an invocation without an answer ends the execution as {@code States.Runtime}.
 */
public final class MockedIntegration implements TaskIntegration {

    private static final Duration ANSWER_DELAY = Duration.ofMillis(1);

    private final TestCase testCase;
    private final Map<String, AtomicInteger> invocations = new ConcurrentHashMap<>();
    private volatile Optional<Engine> engine = Optional.empty();
    private volatile Optional<Problem> unanswered = Optional.empty();

    public MockedIntegration(TestCase testCase) {
        this.testCase = testCase;
    }

    /** Serves every resource there is. */
    public Integrations integrations() {
        return new Integrations(Map.of("arn:", this));
    }

    /** The engine whose task tokens it answers. */
    public void serve(Engine served) {
        engine = Optional.of(served);
    }

    /** What the test case had no answer to. */
    public Optional<Problem> unanswered() {
        return unanswered;
    }

    @Override
    public JsonNode call(TaskCall call) throws TaskFailure {
        var invocation = invocations
                .computeIfAbsent(call.stateName(), state -> new AtomicInteger())
                .getAndIncrement();
        var response = testCase.response(call.stateName());
        var answer = response.flatMap(all -> all.answer(invocation));
        if (answer.isEmpty()) {
            var problem = missing(call, invocation, response);
            unanswered = Optional.of(problem);
            throw problem.asException();
        }
        return switch (answer.get()) {
            case MockedResponse.Answer.Throw(var last, var error, var cause) -> failure(call, error, cause);
            case MockedResponse.Answer.Return(var last, var result) -> result(call, result);
        };
    }

    private JsonNode result(TaskCall call, JsonNode result) {
        if (call.resource().pattern() != CallPattern.WAIT_FOR_TASK_TOKEN) {
            return result;
        }
        var served = engine.orElseThrow();
        var token = call.token().orElseThrow();
        served.scheduler().after(ANSWER_DELAY, () -> served.tokens().sendTaskSuccess(token, result.toString()));
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode failure(TaskCall call, String error, String cause) throws TaskFailure {
        if (call.resource().pattern() != CallPattern.WAIT_FOR_TASK_TOKEN) {
            throw new TaskFailure(error, cause);
        }
        var served = engine.orElseThrow();
        var token = call.token().orElseThrow();
        served.scheduler()
                .after(
                        ANSWER_DELAY,
                        () -> served.tokens().sendTaskFailure(token, Optional.of(error), Optional.of(cause)));
        return JsonNodeFactory.instance.objectNode();
    }

    private Problem missing(TaskCall call, int invocation, Optional<MockedResponse> response) {
        return response.isEmpty()
                ? Problem.operator(
                        "STATE_NOT_MOCKED",
                        "State '%s' calls %s, which is not available here, and no mocked response stands for it."
                                .formatted(call.stateName(), call.resource().arn()),
                        "Name a response for the state in a test case of --mock-config.")
                : Problem.operator(
                        "INVOCATION_NOT_MOCKED",
                        "State '%s' was invoked for the %d. time, and the response '%s' says nothing about invocation %d."
                                .formatted(
                                        call.stateName(),
                                        invocation + 1,
                                        response.get().name(),
                                        invocation),
                        "Add \"%d\" to the response.".formatted(invocation));
    }
}
