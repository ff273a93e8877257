package dev.landfall.local.e2e;

import dev.landfall.local.engine.integration.Integrations;
import dev.landfall.local.engine.integration.TaskCall;
import dev.landfall.local.engine.integration.TaskFailure;
import dev.landfall.local.engine.integration.TaskIntegration;
import dev.landfall.local.engine.time.Scheduler;
import dev.landfall.local.matrix.Canned.Trouble;
import dev.landfall.local.matrix.Fault;
import dev.landfall.local.world.Interference;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Lets states of the runs that people start meet faults, at each attempt; what the watch starts meets none. */
final class RealFaults implements Interference {

    private static final String OF_THE_WATCH = ":return-";

    private final QuickTime time = new QuickTime();
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();
    private final Map<String, Trouble> functions = new ConcurrentHashMap<>();
    private final Set<String> worked = ConcurrentHashMap.newKeySet();
    private volatile Consumer<String> stop = executionArn -> {};

    /** {@code stop} ends the execution of that ARN as a person would. */
    void stopsBy(Consumer<String> stop) {
        this.stop = stop;
    }

    /** For the next run, and for no other. */
    void expect(Collection<Trouble> next) {
        troubles.clear();
        functions.clear();
        next.forEach(trouble -> troubles.put(trouble.state(), trouble));
    }

    /** What worked is over. */
    void forget() {
        worked.clear();
    }

    QuickTime quickTime() {
        return time;
    }

    /** Whether that state did its work since. */
    boolean worked(String state) {
        return worked.contains(state);
    }

    @Override
    public Scheduler time() {
        return time;
    }

    @Override
    public Integrations around(Integrations integrations) {
        return new Integrations(integrations.byPrefix().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> around(entry.getValue()))));
    }

    private TaskIntegration around(TaskIntegration real) {
        return call -> {
            var trouble = troubles.get(call.stateName());
            if (trouble != null) {
                // What fails in one state fails wherever the same function is called from then on.
                functions.put(function(call), trouble);
            }
            var met = functions.get(function(call));
            if (met == null || call.executionArn().contains(OF_THE_WATCH)) {
                var answer = real.call(call);
                worked.add(call.stateName());
                return answer;
            }
            if (met.afterwards()) {
                real.call(call);
                worked.add(call.stateName());
            }
            if (met.fault() == Fault.ABORTED) {
                stop.accept(call.executionArn());
            }
            throw new TaskFailure(
                    met.fault().error(call.resource().arn().contains("ecs:")),
                    met.fault().cause());
        };
    }

    private static String function(TaskCall call) {
        return call.stateName().equals("CheckFunction")
                ? call.stateName()
                : call.arguments().path("FunctionName").asText(call.stateName());
    }
}
