package dev.landfall.local.strict;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.landfall.local.engine.definition.Resource;
import dev.landfall.local.engine.integration.LambdaInvoke.Functions;
import dev.landfall.local.engine.integration.LambdaInvoke.LambdaError;
import dev.landfall.local.engine.integration.TaskCall;
import dev.landfall.local.engine.integration.TaskFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls of functions as states make them, and what came of each. */
final class Calls {

    static final String DONE = "done";

    private final List<String> heard = new ArrayList<>();
    private int worked;

    /** A function that does its work at once. */
    Functions function() {
        return (name, payload) -> {
            worked++;
            return "\"ok\"";
        };
    }

    int worked() {
        return worked;
    }

    List<String> heard() {
        return heard;
    }

    /** One call; what is heard is the error's name, or {@link #DONE}. */
    Calls call(Functions functions, String name) throws InterruptedException {
        try {
            functions.invoke(name, "{}");
            heard.add(DONE);
        } catch (LambdaError e) {
            heard.add(e.errorType());
        }
        return this;
    }

    /** A state's visit: it calls until it gets through, as a policy that retries whatever passes. */
    Calls visit(Functions functions, String execution, String state) throws InterruptedException {
        var before = heard.size();
        do {
            in(execution, state, () -> call(functions, state));
        } while (!heard.getLast().equals(DONE) && heard.size() < before + 20);
        return this;
    }

    /** Work for a state. */
    interface Work {
        void run() throws InterruptedException;
    }

    static void in(String execution, String state, Work work) throws InterruptedException {
        try {
            CallingState.told(call -> {
                        work.run();
                        return JsonNodeFactory.instance.objectNode();
                    })
                    .call(new TaskCall(
                            Resource.parse("arn:aws:states:::lambda:invoke").orElseThrow(),
                            JsonNodeFactory.instance.objectNode(),
                            state,
                            execution,
                            Optional.empty()));
        } catch (TaskFailure e) {
            throw new AssertionError(e);
        }
    }
}
