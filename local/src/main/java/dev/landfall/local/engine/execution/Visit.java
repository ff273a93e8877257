package dev.landfall.local.engine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.local.engine.ActiveState;
import dev.landfall.local.engine.ActiveState.WaitsFor;
import dev.landfall.local.engine.definition.Results;
import dev.landfall.local.engine.definition.State;
import dev.landfall.local.engine.definition.Template;
import dev.landfall.local.engine.history.Details;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One visit of a state, from entering to leaving it, retries included. */
final class Visit {

    private final Flow flow;
    private final State state;
    private final JsonNode input;
    private final Instant entered;
    private final Retries retries;
    private long enteredEventId;
    private Optional<String> token = Optional.empty();
    private Optional<Runnable> release = Optional.empty();
    private volatile WaitsFor waitsFor = WaitsFor.NOTHING;

    /** A step of a state's work. */
    @FunctionalInterface
    interface Work {
        void run() throws StateFailed;
    }

    Visit(Flow flow, State state, JsonNode input) {
        this.flow = flow;
        this.state = state;
        this.input = input;
        entered = flow.run().now();
        retries = new Retries(state, flow.run().surroundings().random());
    }

    void begin() {
        record(
                state.type() + "StateEntered",
                "stateEnteredEventDetails",
                Details.named(state.name()).input(input));
        enteredEventId = flow.lastEventId();
        flow.run().visiting(enteredEventId, this);
        attempt();
    }

    private void attempt() {
        waitsFor = WaitsFor.NOTHING;
        perform(() -> {
            if (flow.run().historyIsFull()) {
                throw new StateFailed(StateError.historyFull());
            }
            StateWork.run(this, state);
        });
    }

    /** Runs a step unless the visit is over; what fails in it fails the state. */
    void perform(Work work) {
        if (flow.isOver() || flow.current().filter(this::equals).isEmpty()) {
            return;
        }
        try {
            work.run();
        } catch (StateFailed failed) {
            fail(failed.error());
        }
    }

    /** As {@link #perform}, later and as a step of the loop. */
    Runnable later(Work work) {
        return () -> flow.run().step(() -> perform(work));
    }

    /** What has to be let go when this attempt ends in whatever way. */
    void holds(WaitsFor reason, Runnable releasing) {
        waitsFor = reason;
        release = Optional.of(releasing);
    }

    private void release() {
        var releasing = release;
        release = Optional.empty();
        releasing.ifPresent(Runnable::run);
    }

    JsonNode resolve(Template template, String field) throws StateFailed {
        return evaluation().resolve(template, field);
    }

    Evaluation evaluation() {
        return new Evaluation(this);
    }

    /** Leaves the state by its usual way with the result of its work. */
    void succeed(JsonNode result, Results results, Optional<String> next) throws StateFailed {
        exit(evaluation().with("result", result), results, result, next, "");
    }

    /** Leaves a state whose work has no result. */
    void pass(Results results, Optional<String> next, String fieldPrefix) throws StateFailed {
        exit(evaluation(), results, input, next, fieldPrefix);
    }

    private void exit(
            Evaluation evaluation, Results results, JsonNode defaultOutput, Optional<String> next, String prefix)
            throws StateFailed {
        release();
        Map<String, JsonNode> assigned = new LinkedHashMap<>();
        if (results.assign().isPresent()) {
            evaluation
                    .limit(evaluation.resolve(results.assign().get(), prefix + "Assign"))
                    .properties()
                    .forEach(member -> assigned.put(member.getKey(), member.getValue()));
        }
        var output = results.output().isPresent()
                ? evaluation.resolve(results.output().get(), prefix + "Output")
                : defaultOutput;
        evaluation.limit(output);
        flow.variables().assign(assigned);
        record(
                state.type() + "StateExited",
                "stateExitedEventDetails",
                Details.named(state.name()).output(output).assigned(assigned));
        flow.run().left(enteredEventId);
        if (next.isPresent()) {
            flow.enter(next.get(), output);
        } else {
            flow.end(new Outcome.Succeeded(output));
        }
    }

    /** Tries again, goes to a catcher or fails the flow. */
    void fail(StateError error) {
        release();
        var delay = retries.next(error);
        if (delay.isPresent()) {
            var timer = after(delay.get(), this::attempt);
            holds(WaitsFor.RETRY, timer);
            return;
        }
        var index = retries.catcher(error);
        if (index.isEmpty()) {
            flow.run().left(enteredEventId);
            flow.end(new Outcome.Failed(error));
            return;
        }
        var catcher = retries.catchers().get(index.getAsInt());
        try {
            exit(
                    evaluation().with("errorOutput", error.output()),
                    catcher.results(),
                    error.output(),
                    Optional.of(catcher.next()),
                    "Catch[" + index.getAsInt() + "]/");
        } catch (StateFailed failed) {
            // A catcher that cannot be evaluated has no catcher of its own.
            flow.run().left(enteredEventId);
            flow.end(new Outcome.Failed(failed.error()));
        }
    }

    /** Gives what cancels the step. */
    Runnable after(Duration delay, Work work) {
        return flow.run().surroundings().scheduler().after(delay, later(work))::cancel;
    }

    /** The state is left behind because something around it ended. */
    void abandon() {
        release();
        flow.run().left(enteredEventId);
        switch (state) {
            case State.Task task -> record(state.type() + "StateAborted");
            case State.Wait wait -> record(state.type() + "StateAborted");
            case State.Parallel parallel -> record(state.type() + "StateAborted");
            case State.Map map -> record(state.type() + "StateAborted");
            case State.Pass pass -> {}
            case State.Choice choice -> {}
            case State.Succeed succeed -> {}
            case State.Fail fail -> {}
        }
    }

    void record(String type, String detailsName, Details details) {
        flow.lastEventId(flow.run().log().add(flow.lastEventId(), type, detailsName, details));
    }

    void record(String type) {
        record(type, "", Details.of());
    }

    ObjectNode context(Optional<ObjectNode> item) {
        var count = retries.supported() ? Optional.of(retries.count()) : Optional.<Integer>empty();
        return ContextObject.of(flow.run(), state.name(), entered, count, token, item.or(flow::mapItem));
    }

    void token(String issued) {
        token = Optional.of(issued);
    }

    Flow flow() {
        return flow;
    }

    State state() {
        return state;
    }

    JsonNode input() {
        return input;
    }

    long enteredEventId() {
        return enteredEventId;
    }

    ActiveState activity() {
        return new ActiveState(
                state.name(), flow.path() + state.name(), state.type(), entered, retries.count(), waitsFor);
    }
}
