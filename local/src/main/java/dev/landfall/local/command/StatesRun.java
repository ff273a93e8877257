package dev.landfall.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.local.engine.Engine;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.ExecutionStatus;
import dev.landfall.local.engine.StateMachine;
import dev.landfall.local.engine.definition.Definition;
import dev.landfall.local.engine.mock.MockConfig;
import dev.landfall.local.engine.mock.MockedIntegration;
import dev.landfall.local.engine.mock.StateMocks;
import dev.landfall.local.engine.mock.TestCase;
import dev.landfall.local.engine.time.VirtualTime;
import dev.landfall.local.output.ExitKind;
import dev.landfall.local.output.ProblemLine;
import dev.landfall.model.Json;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code states run}: one execution of any definition, with canned task results.
 *
 * <p>Standard output is one JSON object with {@code status}, {@code output} (as JSON, not as text), {@code error} and
 * {@code cause}, absent ones null, and with {@code --history} also {@code events} as {@code aws stepfunctions
 * get-execution-history} prints them. Waits and retry intervals pass at once. Exit code 0 when the execution
 * SUCCEEDED, 1 when it ended otherwise, 2 when it could not be started, with one line on standard error.
 */
@Command(
        name = "run",
        description = "Runs a state machine's definition with canned task results; waiting takes no time.",
        mixinStandardHelpOptions = true)
public final class StatesRun implements Callable<Integer> {

    /** Beyond what any execution in AWS may last, which is a year. */
    private static final Duration LONGEST_EXECUTION = Duration.ofDays(366);

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private JsonMixin json = new JsonMixin();

    @Option(
            names = "--definition",
            required = true,
            paramLabel = "FILE",
            description = "The definition (ASL, JSONata), as JSON or YAML.")
    private Path definition = Path.of("");

    @Option(names = "--input", required = true, paramLabel = "FILE", description = "The input; - is standard input.")
    private String input = "";

    @Option(
            names = "--mock-config",
            paramLabel = "FILE",
            description =
                    "Mocked responses: in the format of AWS Step Functions Local, with --test-case, or a state's name to "
                            + "AWS TestState's mock or a list of them, one for each attempt.")
    private Optional<Path> mockConfig = Optional.empty();

    @Option(names = "--test-case", paramLabel = "NAME", description = "The test case in the mock configuration.")
    private Optional<String> testCase = Optional.empty();

    @Option(
            names = "--state-machine",
            paramLabel = "NAME",
            description = "The state machine in the mock configuration, where it holds several.")
    private Optional<String> stateMachine = Optional.empty();

    @Option(
            names = "--context",
            paramLabel = "FILE",
            description = "Execution.Name, Execution.StartTime and StateMachine.Name of the context object.")
    private Optional<Path> context = Optional.empty();

    @Option(names = "--history", description = "Prints the execution's events too.")
    private boolean history;

    public StatesRun() {
        this(System.in, System.out, System.err);
    }

    public StatesRun(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        try {
            return run();
        } catch (LandfallException refused) {
            ProblemLine.print(err, refused.problem());
            return ExitKind.USAGE.code();
        }
    }

    private int run() {
        var files = new StatesRunFiles(in);
        var about = StatesRunContext.read(context.map(file -> files.json(file, "context")));
        var name = about.machine().or(() -> stateMachine).orElseGet(() -> StatesRunFiles.machineName(definition));
        var machine = StateMachine.load(name, files.definition(definition));
        var inputJson = files.input(input);
        var mocks = new MockedIntegration(testCase(files, machine.definition()));
        try (var engine =
                new Engine(new VirtualTime(about.start()), mocks.integrations(), RandomGenerator.getDefault())) {
            mocks.serve(engine);
            var execution = engine.start(
                    machine, about.execution().orElseGet(() -> UUID.randomUUID().toString()), inputJson);
            execution.await(LONGEST_EXECUTION);
            out.println(report(execution));
            out.flush();
            mocks.unanswered().ifPresent(problem -> ProblemLine.print(err, problem));
            return execution.status() == ExecutionStatus.SUCCEEDED ? 0 : 1;
        }
    }

    private TestCase testCase(StatesRunFiles files, Definition read) {
        if (mockConfig.isEmpty() && testCase.isEmpty() && stateMachine.isEmpty()) {
            return TestCase.NONE;
        }
        var file = mockConfig.map(path -> files.json(path, "mock configuration"));
        if (file.filter(StateMocks::isIn).isPresent()) {
            if (testCase.isPresent() || stateMachine.isPresent()) {
                throw Problem.operator(
                                "USAGE",
                                "The mock file has TestState's form, in which there are no test cases to choose from.",
                                "Leave --test-case and --state-machine out.")
                        .asException();
            }
            return StateMocks.read(file.get(), read);
        }
        if (file.isEmpty() || testCase.isEmpty()) {
            throw Problem.operator(
                            "USAGE",
                            "--mock-config and --test-case are only of use together.",
                            "Give both, or neither.")
                    .asException();
        }
        return MockConfig.of(file.get()).testCase(stateMachine, testCase.get());
    }

    private ObjectNode report(Execution execution) {
        var report = Json.MAPPER.createObjectNode();
        report.put("status", execution.status().name());
        report.set(
                "output", execution.output().<JsonNode>map(JsonNode::deepCopy).orElse(report.nullNode()));
        report.put("error", execution.error().orElse(null));
        report.put("cause", execution.cause().orElse(null));
        if (history) {
            var events = report.putArray("events");
            execution.history().forEach(event -> events.add(event.toJson()));
        }
        return report;
    }
}
