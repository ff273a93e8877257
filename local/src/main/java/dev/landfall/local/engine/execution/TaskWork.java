package dev.landfall.local.engine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.ActiveState.WaitsFor;
import dev.landfall.local.engine.TaskTokens;
import dev.landfall.local.engine.definition.Resource.CallPattern;
import dev.landfall.local.engine.definition.State;
import dev.landfall.local.engine.definition.Template;
import dev.landfall.local.engine.integration.TaskCall;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** One attempt of a Task state: it ends with the first of result, failure, timeout, missed heartbeat. */
final class TaskWork implements TaskTokens.PendingTask {

    private static final long LONGEST_SECONDS = 99_999_999;

    private final Visit visit;
    private final State.Task task;
    private final TaskEvents events;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private Optional<Duration> heartbeat = Optional.empty();
    private Runnable timeoutTimer = () -> {};
    private Runnable heartbeatTimer = () -> {};
    private Runnable stopCall = () -> {};

    TaskWork(Visit visit, State.Task task) {
        this.visit = visit;
        this.task = task;
        events = new TaskEvents(visit, task.resource());
    }

    void run() throws StateFailed {
        var token = task.resource().pattern() == CallPattern.WAIT_FOR_TASK_TOKEN
                ? Optional.of(visit.flow().run().surroundings().tokens().issue(this))
                : Optional.<String>empty();
        token.ifPresent(visit::token);
        visit.holds(token.isPresent() ? WaitsFor.TASK_TOKEN : WaitsFor.SERVICE, this::release);
        var evaluation = visit.evaluation();
        var arguments = task.arguments().isPresent()
                ? evaluation.limit(evaluation.resolve(task.arguments().get(), "Arguments"))
                : visit.input();
        var timeout = seconds(evaluation, task.timeoutSeconds(), "TimeoutSeconds");
        heartbeat = seconds(evaluation, task.heartbeatSeconds(), "HeartbeatSeconds");
        if (timeout.isPresent() && heartbeat.isPresent() && heartbeat.get().compareTo(timeout.get()) >= 0) {
            throw evaluation.failure("HeartbeatSeconds", "HeartbeatSeconds must be smaller than TimeoutSeconds.");
        }
        events.scheduled(arguments, timeout, heartbeat);
        timeout.ifPresent(limit -> timeoutTimer = visit.after(limit, () -> timedOut(StateError.timeout())));
        armHeartbeat();
        events.started();
        var call = new TaskCall(
                task.resource(), arguments, task.name(), visit.flow().run().arn(), token);
        stopCall = new ServiceCall(visit, this, call).begin();
    }

    private static Optional<Duration> seconds(Evaluation evaluation, Optional<Template> template, String field)
            throws StateFailed {
        return template.isPresent()
                ? Optional.of(Duration.ofSeconds(evaluation.integer(template.get(), field, 1, LONGEST_SECONDS)))
                : Optional.empty();
    }

    private void armHeartbeat() {
        heartbeatTimer.run();
        heartbeat.ifPresent(
                limit -> heartbeatTimer = visit.after(limit, () -> timedOut(StateError.heartbeatTimeout())));
    }

    private void timedOut(StateError error) throws StateFailed {
        if (open.compareAndSet(true, false)) {
            events.timedOut(error);
            throw new StateFailed(error);
        }
    }

    /** Late answers are refused from here on. */
    private void release() {
        open.set(false);
        timeoutTimer.run();
        heartbeatTimer.run();
        stopCall.run();
    }

    /** The service answered; with a task token that is only the beginning. */
    void returned(JsonNode result) throws StateFailed {
        if (task.resource().pattern() == CallPattern.WAIT_FOR_TASK_TOKEN) {
            if (open.get()) {
                events.submitted(result);
            }
        } else if (open.compareAndSet(true, false)) {
            finish(result);
        }
    }

    /** A job was started whose end is awaited. */
    void submitted(JsonNode answer) {
        events.submitted(answer);
    }

    void failed(StateError error) throws StateFailed {
        if (open.compareAndSet(true, false)) {
            events.failed(error);
            throw new StateFailed(error);
        }
    }

    private void finish(JsonNode result) throws StateFailed {
        visit.evaluation().limit(result);
        events.succeeded(result);
        visit.succeed(result, task.results(), task.next());
    }

    @Override
    public boolean succeed(JsonNode output) {
        return answer(() -> finish(output));
    }

    @Override
    public boolean fail(Optional<String> error, Optional<String> cause) {
        var failure = new StateError(error, cause, Set.of());
        return answer(() -> {
            events.failed(failure);
            throw new StateFailed(failure);
        });
    }

    private boolean answer(Visit.Work work) {
        var taken = open.compareAndSet(true, false);
        if (taken) {
            visit.flow().run().surroundings().scheduler().execute(visit.later(work));
        }
        return taken;
    }

    @Override
    public boolean heartbeat() {
        if (open.get()) {
            visit.flow().run().surroundings().scheduler().execute(visit.later(() -> {
                if (open.get()) {
                    armHeartbeat();
                }
            }));
            return true;
        }
        return false;
    }
}
