package dev.landfall.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import dev.landfall.rights.CheckRequest;
import dev.landfall.rights.FunctionCheck;
import dev.landfall.run.FrozenPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The JSON boundary of every state's handler: Landfall's own JSON in and out, whatever the runtime's own reader would
 * make of records. A {@link CheckRequest} in the place of the input is answered with what the function finds out about
 * itself. Every other call works by its run's frozen plan.
 *
 * @param <I> the state's Payload
 * @param <O> what the state gets as {@code $states.result.Payload}
 */
public abstract class StateHandler<I, O> implements RequestStreamHandler {

    private static final ScopedValue<RunScope> SCOPE = ScopedValue.newInstance();

    private final Class<I> inputType;
    private final Gateways unbound;
    private final PlanUse planUse;

    /** A function is called again and again for one run: what its gateways have opened stays open. */
    private volatile Optional<RunScope> last = Optional.empty();

    /** A handler that goes on with its run only by the plan that the run was opened with. */
    protected StateHandler(Class<I> inputType, Gateways gateways) {
        this(inputType, gateways, PlanUse.SEALED);
    }

    protected StateHandler(Class<I> inputType, Gateways gateways, PlanUse planUse) {
        this.inputType = inputType;
        this.unbound = gateways;
        this.planUse = planUse;
    }

    public final PlanUse planUse() {
        return planUse;
    }

    protected abstract O handle(I input);

    /** To what the run's plan names. */
    protected final Gateways gateways() {
        return SCOPE.get().gateways();
    }

    /** The run's own, whatever is deployed by now. */
    protected final FrozenPlan plan() {
        return SCOPE.get()
                .plan()
                .orElseThrow(() -> new IllegalStateException(getClass().getSimpleName() + " works by no plan"));
    }

    private RunScope scope(byte[] sent) throws IOException {
        if (planUse == PlanUse.NONE) {
            return new RunScope(Optional.empty(), unbound);
        }
        var function = getClass().getSimpleName();
        var plan = RunScope.Given.in(function, sent).plan(function, planUse, unbound);
        var scope = last.filter(before -> before.plan().equals(Optional.of(plan)))
                .orElseGet(() -> RunScope.of(plan, unbound));
        last = Optional.of(scope);
        return scope;
    }

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var sent = input.readAllBytes();
        var check = CheckRequest.in(sent);
        // Before anything else: whatever a function does, it is not asked to do it now.
        if (check.isPresent()) {
            Json.MAPPER.writeValue(output, FunctionCheck.of(getClass().getSimpleName(), unbound, check.get()));
            return;
        }
        var payload = read(sent);
        var answer = ScopedValue.where(SCOPE, scope(sent)).call(() -> handle(payload));
        Json.MAPPER.writeValue(output, answer);
    }

    private I read(byte[] sent) throws IOException {
        try {
            return Json.MAPPER
                    .readerFor(inputType)
                    .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .readValue(sent);
        } catch (JsonProcessingException e) {
            // The reader's message quotes what it could not read, and that may be a task token.
            var where = e instanceof JsonMappingException mapping ? mapping.getPathReference() : "its JSON";
            throw Problem.bug(
                            "INPUT_INVALID",
                            "The input of " + getClass().getSimpleName() + " is not what its state sends; see " + where
                                    + ".")
                    .asException();
        }
    }
}
