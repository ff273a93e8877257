package dev.landfall.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.mock.StateMock;
import dev.landfall.local.engine.teststate.Inspection;
import dev.landfall.local.engine.teststate.StateConfiguration;
import dev.landfall.local.engine.teststate.StateTest;
import dev.landfall.local.output.ExitKind;
import dev.landfall.local.output.ProblemLine;
import dev.landfall.model.Json;
import dev.landfall.model.failure.LandfallException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code states test}: one state by itself, as {@code aws stepfunctions test-state} does it.
 *
 * <p>Standard output is TestState's answer as that command prints it. Exit code 0 when there is an answer, whatever its
 * status, 2 when the test was refused, with one line on standard error.
 */
@Command(
        name = "test",
        description = "Tests one state of a definition as AWS's TestState does, and prints its answer.",
        mixinStandardHelpOptions = true)
public final class StatesTest implements Callable<Integer> {

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
            description = "The definition of a state machine, or of one state alone, as JSON or YAML.")
    private Path definition = Path.of("");

    @Option(
            names = "--state-name",
            paramLabel = "NAME",
            description = "The state, where the definition is of a machine.")
    private Optional<String> stateName = Optional.empty();

    @Option(names = "--input", paramLabel = "FILE", description = "The input (default: {}); - is standard input.")
    private Optional<String> input = Optional.empty();

    @Option(
            names = "--mock",
            paramLabel = "FILE",
            description = "What the state's work comes to, in the form of TestState's mock.")
    private Optional<Path> mock = Optional.empty();

    @Option(names = "--context", paramLabel = "FILE", description = "Stands in the place of the context object.")
    private Optional<Path> context = Optional.empty();

    @Option(names = "--variables", paramLabel = "FILE", description = "Variables that are assigned already.")
    private Optional<Path> variables = Optional.empty();

    @Option(
            names = "--state-configuration",
            paramLabel = "FILE",
            description = "retrierRetryCount and errorCausedByState.")
    private Optional<Path> configuration = Optional.empty();

    @Option(
            names = "--inspection-level",
            paramLabel = "LEVEL",
            description = "INFO, DEBUG or TRACE: how much the answer tells (default: INFO).")
    private Inspection inspection = Inspection.INFO;

    public StatesTest() {
        this(System.in, System.out, System.err);
    }

    public StatesTest(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        try {
            out.println(test(new StatesRunFiles(in)).answer().toPrettyString());
            out.flush();
            return 0;
        } catch (LandfallException refused) {
            ProblemLine.print(err, refused.problem());
            return ExitKind.USAGE.code();
        }
    }

    private StateTest test(StatesRunFiles files) {
        return new StateTest(
                files.definitionTree(definition),
                stateName,
                input.map(files::input).orElseGet(Json.MAPPER::createObjectNode),
                mock.map(file -> StateMock.read(
                        stateName.map(name -> "of state '" + name + "'").orElse("of the state"),
                        files.json(file, "mock"))),
                context.map(file -> files.json(file, "context")),
                variables
                        .map(file -> files.json(file, "variables"))
                        .<JsonNode>map(JsonNode::deepCopy)
                        .orElseGet(Json.MAPPER::createObjectNode),
                configuration
                        .map(file -> StateConfiguration.read(files.json(file, "state configuration")))
                        .orElse(StateConfiguration.NONE),
                inspection);
    }
}
