package dev.landfall.local.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.definition.State;
import dev.landfall.local.engine.execution.Given;
import dev.landfall.local.engine.execution.Run;
import dev.landfall.local.engine.execution.Surroundings;
import dev.landfall.local.engine.history.HistoryEvent;
import dev.landfall.local.engine.integration.Integrations;
import dev.landfall.local.engine.jsonata.AwsFunctions;
import dev.landfall.local.engine.time.RealTime;
import dev.landfall.local.engine.time.Scheduler;
import dev.landfall.model.failure.Problem;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Runs state machines as AWS Step Functions runs Standard workflows.
 *
 * <pre>{@code
 * var lambda = new LambdaInvoke((functionName, payloadJson) -> "{\"greeting\":\"hello\"}");
 * var ecs = new EcsRunTask(request -> startTask(request));
 * try (var engine = Engine.inRealTime(Integrations.of(lambda, ecs))) {
 *     engine.addListener(progress);
 *     var machine = StateMachine.load("landfall-migrate", Files.readString(file));
 *     var execution = engine.start(machine, "run-1", Json.MAPPER.readTree("{}"));
 *     engine.tokens().sendTaskSuccess(token, "{\"rows\":12}");
 *     execution.await(Duration.ofHours(1));
 *     System.out.println(execution.status() + " " + execution.output());
 * }
 * }</pre>
 */
public final class Engine implements AutoCloseable {

    private final Scheduler scheduler;
    private final Surroundings surroundings;
    private final TaskTokens tokens;
    private final List<EngineListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, StateMachine> machines = new ConcurrentHashMap<>();
    private final Map<Long, Run> executions = new ConcurrentSkipListMap<>();
    private final AtomicLong started = new AtomicLong();

    /**
     * An engine without executions.
     *
     * @param random for tokens, jitter, {@code $random} and {@code $uuid}: a seeded one makes a run repeatable
     */
    public Engine(Scheduler scheduler, Integrations integrations, RandomGenerator random) {
        this(scheduler, integrations, random, Given.NOTHING);
    }

    /** The same, for executions that begin with something. */
    public Engine(Scheduler scheduler, Integrations integrations, RandomGenerator random, Given given) {
        this.scheduler = scheduler;
        tokens = new TaskTokens(random);
        var functions = new AwsFunctions(scheduler::now, random);
        surroundings = new Surroundings(
                scheduler, tokens, integrations, random, functions, new ToAll(), this::startChild, given);
    }

    public static Engine inRealTime(Integrations integrations) {
        return new Engine(new RealTime(), integrations, new SecureRandom());
    }

    /** Makes a machine startable by its ARN: over the endpoint, and by {@code states:startExecution}. */
    public void register(StateMachine machine) {
        machines.put(machine.arn(), machine);
    }

    /**
     * Starts an execution. As in AWS, the same name with the same input while it runs gives the running one.
     *
     * @throws dev.landfall.model.failure.OperatorException {@code EXECUTION_EXISTS} where the machine has an execution
     *     of that name with another input or that has ended, {@code RESOURCE_NOT_SERVED} where a Task state names what
     *     no integration serves, {@code INPUT_TOO_LONG} above 256 KiB
     */
    public synchronized Execution start(StateMachine machine, String name, JsonNode input) {
        checkServed(machine);
        if (input.toString().getBytes(StandardCharsets.UTF_8).length > TaskTokens.LONGEST_OUTPUT_BYTES) {
            throw Problem.operator(
                            "INPUT_TOO_LONG",
                            "The input of " + name + " is longer than 256 KiB.",
                            "Put the data in a file and pass its name.")
                    .asException();
        }
        register(machine);
        var present = execution(machine.executionArn(name));
        if (present.isPresent()) {
            if (present.get().status() == ExecutionStatus.RUNNING
                    && present.get().input().equals(input)) {
                return present.get();
            }
            throw Problem.operator(
                            "EXECUTION_EXISTS",
                            "The state machine " + machine.name() + " has an execution named " + name + " already.",
                            "Choose another name.")
                    .asException();
        }
        return begin(machine, name, input);
    }

    private Run begin(StateMachine machine, String name, JsonNode input) {
        var run = new Run(surroundings, machine, name, input);
        executions.put(started.incrementAndGet(), run);
        run.begin();
        return run;
    }

    private void checkServed(StateMachine machine) {
        machine.definition().forEachState(state -> {
            if (state instanceof State.Task task
                    && surroundings.integrations().find(task.resource()).isEmpty()
                    && !task.resource().arn().startsWith("arn:aws:states:::states:startExecution")) {
                throw Problem.operator(
                                "RESOURCE_NOT_SERVED",
                                "State '%s', field 'Resource': nothing here serves %s."
                                        .formatted(task.name(), task.resource().arn()),
                                "Give the engine an integration for it, or mock the state.")
                        .asException();
            }
        });
    }

    private Execution startChild(String machineArn, String name, JsonNode input, Runnable onEnd) {
        var machine = machine(machineArn)
                .orElseThrow(() -> new IllegalArgumentException("State Machine Does Not Exist: '" + machineArn + "'"));
        if (execution(machine.executionArn(name)).isPresent()) {
            throw new IllegalArgumentException("Execution Already Exists: '" + machine.executionArn(name) + "'");
        }
        var run = begin(machine, name, input);
        addListener(new EngineListener() {
            @Override
            public void onEnd(Execution execution) {
                if (execution.equals(run)) {
                    listeners.remove(this);
                    onEnd.run();
                }
            }
        });
        return run;
    }

    /** A machine that was registered or started. */
    public Optional<StateMachine> machine(String arn) {
        return Optional.ofNullable(machines.get(arn));
    }

    public Optional<Execution> execution(String arn) {
        return executions.values().stream()
                .filter(run -> run.arn().equals(arn))
                .map(Execution.class::cast)
                .findFirst();
    }

    /** All executions, the first started first. */
    public List<Execution> executions() {
        return List.copyOf(executions.values());
    }

    public TaskTokens tokens() {
        return tokens;
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    public void addListener(EngineListener listener) {
        listeners.add(listener);
    }

    /** Stops the clock; executions under way stay where they are. */
    @Override
    public void close() {
        scheduler.close();
    }

    private final class ToAll implements EngineListener {
        @Override
        public void onEvent(Execution execution, HistoryEvent event) {
            tell(listener -> listener.onEvent(execution, event));
        }

        @Override
        public void onEnd(Execution execution) {
            tell(listener -> listener.onEnd(execution));
        }

        private void tell(Consumer<EngineListener> news) {
            for (var listener : listeners) {
                try {
                    news.accept(listener);
                } catch (RuntimeException defect) {
                    // A listener is foreign code; the execution it watches goes on without it.
                    System.getLogger("landfall.engine").log(System.Logger.Level.ERROR, "A listener failed", defect);
                }
            }
        }
    }
}
