package dev.landfall.local.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.landfall.local.engine.Engine;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.ExecutionStatus;
import dev.landfall.local.engine.TokenRejected;
import dev.landfall.local.engine.definition.Resource.CallPattern;
import dev.landfall.local.engine.integration.Integrations;
import dev.landfall.local.engine.integration.TaskCall;
import dev.landfall.local.engine.integration.TaskFailure;
import dev.landfall.local.engine.time.VirtualTime;
import dev.landfall.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One execution in virtual time on which states meet faults at every attempt, and both sides as it leaves them. */
final class FaultyRun {

    private static final Duration ANSWER_DELAY = Duration.ofMillis(1);
    private static final String MOVED =
            ",'digests':{'plan':'p','data':'d','manifest':'m'},'database':'app','digest':'c'}";
    private static final String DATABASES = "{'databases':[{'name':'app','dumpCommand':['dump'],'startedBy':'run/app',"
            + "'sealKey':'0'},{'name':'retooldb','dumpCommand':['dump'],'startedBy':'run/retooldb','sealKey':'0'}],"
            + "'databasesAtOnce':2,'cluster':'retool','subnets':['subnet-1'],'securityGroups':['sg-1'],"
            + "'assignPublicIp':'DISABLED'}";

    /**
     * What a state meets.
     *
     * @param afterwards whether it has done its work when it meets it, and only its answer is lost
     */
    record Met(Fault fault, boolean afterwards) {}

    private final Way way;
    private final Sides sides;
    private final Map<String, Met> met;
    private final Set<String> faultyFunctions = new HashSet<>();
    private final List<String> entered = new ArrayList<>();
    private final Map<String, String> phases = new LinkedHashMap<>();
    private Optional<Engine> engine = Optional.empty();
    private Optional<RuntimeException> defect = Optional.empty();

    private FaultyRun(Way way, Sides sides, Map<String, Met> met) {
        this.way = way;
        this.sides = sides;
        this.met = Map.copyOf(met);
    }

    /**
     * How a run went.
     *
     * @param entered its task states in the order in which they were first entered
     * @param phases both sides when each of them was first entered
     */
    record Ended(Sides sides, ExecutionStatus status, List<String> entered, Map<String, String> phases) {}

    static Ended run(Way way, Sides sides, Map<String, Met> met) {
        return new FaultyRun(way, sides, met).execute();
    }

    /**
     * With what the watch does where it ends unfinished.
     *
     * @param executions how many that took
     */
    record Watched(Sides sides, int executions) {}

    static Watched watched(Way way, Map<String, Met> met) {
        var ended = run(way, way.sides(), met);
        var sides = ended.sides();
        if (ended.status() == ExecutionStatus.SUCCEEDED) {
            return new Watched(sides, 1);
        }
        sides.watchTells();
        if (!sides.watchReturns()) {
            return new Watched(sides, 1);
        }
        sides.open();
        run(Way.returning(way.isShared(), sides.isSwitched()), sides, Map.of());
        return new Watched(sides, 2);
    }

    private Ended execute() {
        var time = new VirtualTime();
        try (var running = new Engine(time, new Integrations(Map.of("arn:", this::call)), new Random(1))) {
            engine = Optional.of(running);
            var execution = running.start(way.machine(), "run", Json.MAPPER.createObjectNode());
            time.runUntilIdle();
            defect.ifPresent(wrong -> {
                throw wrong;
            });
            return new Ended(sides, execution.status(), entered, phases);
        }
    }

    private JsonNode call(TaskCall call) throws TaskFailure {
        var state = call.stateName();
        var function = function(call);
        if (!entered.contains(state)) {
            entered.add(state);
            phases.put(state, sides.phase());
        }
        if (state.equals("ReturnToSource")) {
            sides.reachSource();
        }
        if (function.equals("ProveStopped")) {
            sides.proven(!met.containsKey(state));
        }
        if (!Sides.knows(function)) {
            // The model throws the sentence that says where to add it.
            defect = Optional.of(unknown(function));
        }
        var fault = Optional.ofNullable(met.get(state))
                .or(() -> met.entrySet().stream()
                        .filter(each -> faultyFunctions.contains(function)
                                && faultyFunctions.contains("of " + each.getKey() + " " + function))
                        .map(Map.Entry::getValue)
                        .findFirst());
        if (fault.isEmpty()) {
            return sides.disproves(function, call.arguments().path("Payload"))
                    ? fail(call, Fault.OPERATOR)
                    : succeed(call, function);
        }
        faultyFunctions.add(function);
        faultyFunctions.add("of " + state + " " + function);
        if (fault.get().afterwards()) {
            did(call, function);
        }
        return fail(call, fault.get().fault());
    }

    private static RuntimeException unknown(String function) {
        try {
            Sides.before(false).did(function, Json.MAPPER.createObjectNode());
            return new IllegalStateException(function);
        } catch (IllegalStateException sentence) {
            return sentence;
        }
    }

    private static String function(TaskCall call) {
        var name = call.arguments().path("FunctionName").asText();
        if (name.startsWith("${") && name.endsWith("}")) {
            var function = name.substring(2, name.length() - 1);
            return call.stateName().equals("CheckFunction") ? "CheckFunction" : function;
        }
        return call.stateName();
    }

    private void did(TaskCall call, String function) {
        if (Sides.knows(function)) {
            sides.did(function, call.arguments().path("Payload"));
        }
    }

    /** Preflight judges a pod that told nothing, and a function that did not answer: it lets no run pass with them. */
    private static boolean isWarned(JsonNode payload) {
        return payload.hasNonNull("podFailure")
                || payload.path("functions").valueStream().anyMatch(answer -> answer.has("error"));
    }

    private JsonNode succeed(TaskCall call, String function) throws TaskFailure {
        if (function.equals("Preflight") && isWarned(call.arguments().path("Payload"))) {
            throw new TaskFailure(Fault.OPERATOR.error(false), "PREFLIGHT_BLOCKED: On purpose.");
        }
        did(call, function);
        var result = json("{'Payload':" + payload(function) + MOVED);
        if (!waits(call)) {
            return result;
        }
        var served = engine.orElseThrow();
        served.scheduler().after(ANSWER_DELAY, () -> answer(served, call.token().orElseThrow(), result));
        return JsonNodeFactory.instance.objectNode();
    }

    /** A worker whose sibling failed answers too late. */
    private static void answer(Engine served, String token, JsonNode result) {
        try {
            served.tokens().sendTaskSuccess(token, result.toString());
        } catch (TokenRejected late) {
            System.getLogger("landfall.matrix").log(System.Logger.Level.DEBUG, "Too late", late);
        }
    }

    private JsonNode fail(TaskCall call, Fault fault) throws TaskFailure {
        if (fault == Fault.ABORTED) {
            engine.flatMap(served -> served.execution(call.executionArn())).ifPresent(FaultyRun::stop);
            throw new TaskFailure("States.Runtime", "stopped");
        }
        if (fault == Fault.HEARTBEAT && waits(call)) {
            // Nobody answers: the engine finds the heartbeat, or the whole time, missing.
            return JsonNodeFactory.instance.objectNode();
        }
        throw new TaskFailure(fault.error(call.resource().arn().contains("ecs:")), fault.cause());
    }

    private static void stop(Execution execution) {
        execution.stop("Stopped", "by hand");
    }

    private static boolean waits(TaskCall call) {
        return call.resource().pattern() == CallPattern.WAIT_FOR_TASK_TOKEN;
    }

    private String payload(String function) {
        return switch (function) {
            case "OpenRun", "OpenRollback" -> way.opened();
            case "CaptureSource" -> DATABASES;
            case "Preflight" -> "{'warned':[]}";
            case "DiagnosePod", "DiagnoseMove" -> "{'error':'FOUND','cause':'FOUND: the reason.','stopped':[]}";
            case "ProveStopped" -> "{'stopped':" + sides.isTargetStopped() + ",'wanted':[]}";
            case "WriteReport" -> "{'bundle':'b'}";
            case "CloseRun" -> "{'record':'r'}";
            default -> "{}";
        };
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text.replace('\'', '"'));
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }
}
