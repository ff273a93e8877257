package dev.landfall.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StatesRunTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static final String DEFINITION =
            "{'QueryLanguage':'JSONata','StartAt':'Map','States':{'Map':{'Type':'Map','Items':[1,2],'MaxConcurrency':1,"
                    + "'ItemProcessor':{'StartAt':'Call','States':{'Call':{'Type':'Task','Resource':"
                    + "'arn:aws:states:::dynamodb:getItem','Retry':[{'ErrorEquals':['Busy'],'IntervalSeconds':900}],"
                    + "'End':true}}},'Next':'Gate'},'Gate':{'Type':'Task','Resource':"
                    + "'arn:aws:states:::lambda:invoke.waitForTaskToken','Arguments':{'token':"
                    + "'{% $states.context.Task.Token %}'},'TimeoutSeconds':9,'Output':['{% $states.input %}',"
                    + "'{% $states.result %}'],'End':true}}}";
    private static final String MOCKS =
            "{'StateMachines':{'Mover':{'TestCases':{'Happy':{'Call':'Calls','Gate':'Approved'},'Short':{'Call':"
                    + "'Calls'},'Refused':{'Call':'Calls','Gate':'Rejected'}}}},'MockedResponses':{'Calls':{'0':"
                    + "{'Return':'a'},'1-2':{'Throw':{'Error':'Busy','Cause':'later'}},'3':{'Return':'b'}},'Approved':"
                    + "{'0':{'Return':{'by':'me'}}},'Rejected':{'0':{'Throw':{'Error':'No','Cause':'not today'}}}}}";

    @BeforeEach
    void write() throws IOException {
        write("definition.json", DEFINITION);
        write("mocks.json", MOCKS);
        write("input.json", "{}");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text.replace('\'', '"'));
    }

    private int run(String... arguments) {
        return runWithInput("{\"from\":\"stdin\"}", arguments);
    }

    private int runWithInput(String standardInput, String... arguments) {
        var command = new StatesRun(
                new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        List<String> all = new ArrayList<>();
        for (var argument : arguments) {
            all.add(argument.endsWith(".json") ? folder.resolve(argument).toString() : argument);
        }
        return new CommandLine(command)
                .setParameterExceptionHandler(new UsageError())
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .execute(all.toArray(String[]::new));
    }

    private int runCase(String name, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "--definition",
                "definition.json",
                "--input",
                "input.json",
                "--mock-config",
                "mocks.json",
                "--test-case",
                name));
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    /** Fails where standard output is anything but one JSON object. */
    private JsonNode printed() throws IOException {
        var node = Json.MAPPER
                .reader()
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(node.isObject()).isTrue();
        return node;
    }

    private String complaint() {
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8).strip().lines()).hasSize(1);
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void retriesRangesIterationsAndTokensComeFromTheMocks() throws IOException {
        assertThat(runCase("Happy")).isZero();
        assertThat(printed().toString())
                .isEqualTo("{\"status\":\"SUCCEEDED\",\"output\":[[\"a\",\"b\"],{\"by\":\"me\"}],\"error\":null,"
                        + "\"cause\":null}");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void anExecutionThatFailsExitsWithOne() throws IOException {
        assertThat(runCase("Refused")).isEqualTo(1);
        assertThat(printed().toString())
                .isEqualTo("{\"status\":\"FAILED\",\"output\":null,\"error\":\"No\",\"cause\":\"not today\"}");
    }

    @Test
    void historyHasTheEventsWithRetriesAfterTheirIntervals() throws IOException {
        assertThat(runCase("Happy", "--history")).isZero();
        var events = printed().get("events");
        assertThat(events.get(0).get("type").textValue()).isEqualTo("ExecutionStarted");
        assertThat(events.valueStream().map(event -> event.get("type").textValue()))
                .contains("TaskSubmitted", "MapIterationSucceeded", "ExecutionSucceeded");
        assertThat(events.valueStream().map(event -> event.get("id").intValue()))
                .isSorted();
    }

    @Test
    void aStateWithoutMockFailsTheExecutionAndIsNamedOnStandardError() throws IOException {
        assertThat(runCase("Short")).isEqualTo(1);
        assertThat(printed().get("error").textValue()).isEqualTo("States.Runtime");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("State 'Gate'")
                .contains("--mock-config");
    }

    @Test
    void anInvocationWithoutMockFailsTheExecution() throws IOException {
        write("mocks.json", MOCKS.replace("'3':{'Return':'b'}", "'4':{'Return':'b'}"));
        assertThat(runCase("Happy")).isEqualTo(1);
        assertThat(printed().get("cause").textValue()).contains("invocation 3");
    }

    @Test
    void definitionsWithoutTasksNeedNoMocksAndInputMayComeFromStandardInput() throws IOException {
        write(
                "definition.json",
                "{'QueryLanguage':'JSONata','StartAt':'W','States':{'W':{'Type':'Wait','Seconds':86400,'Output':"
                        + "['{% $states.input.from %}','{% $states.context.Execution.Name %}',"
                        + "'{% $states.context.Execution.StartTime %}'],'End':true}}}");
        write("context.json", "{'Execution':{'Name':'mine','StartTime':'2026-11-20T08:00:00Z'}}");
        assertThat(run("--definition", "definition.json", "--input", "-", "--context", "context.json"))
                .isZero();
        assertThat(printed().get("output").toString()).isEqualTo("[\"stdin\",\"mine\",\"2026-11-20T08:00:00.000Z\"]");
    }

    @Test
    void aRefusedDefinitionExitsWithTwoAndNamesStateAndField() throws IOException {
        write("definition.json", DEFINITION.replace("'Items'", "'ItemsPath'"));
        assertThat(runCase("Happy")).isEqualTo(2);
        assertThat(complaint()).contains("state 'Map'").contains("'ItemsPath'");
    }

    @Test
    void anUnknownTestCaseNamesThoseThereAre() {
        assertThat(runCase("Sad")).isEqualTo(2);
        assertThat(complaint()).contains("'Sad'").contains("[Happy, Short, Refused]");
    }

    @Test
    void severalStateMachinesNeedANameAndAWrongOneIsRefused() throws IOException {
        write("mocks.json", MOCKS.replace("'StateMachines':{", "'StateMachines':{'Other':{'TestCases':{}},"));
        assertThat(runCase("Happy")).isEqualTo(2);
        assertThat(complaint()).contains("--state-machine").contains("[Other, Mover]");
        err.reset();
        assertThat(runCase("Happy", "--state-machine", "Nobody")).isEqualTo(2);
        assertThat(complaint()).contains("'Nobody'");
        err.reset();
        assertThat(runCase("Happy", "--state-machine", "Mover")).isZero();
    }

    @Test
    void filesThatCannotBeUsedExitWithTwo() throws IOException {
        assertThat(run("--definition", "missing.json", "--input", "input.json")).isEqualTo(2);
        assertThat(complaint()).contains("missing.json");
        err.reset();
        write("input.json", "{\n'a' 1}");
        assertThat(run("--definition", "definition.json", "--input", "input.json"))
                .isEqualTo(2);
        assertThat(complaint()).contains("line 2");
        err.reset();
        assertThat(runWithInput("", "--definition", "definition.json", "--input", "-"))
                .isEqualTo(2);
        assertThat(complaint()).contains("empty");
    }

    @Test
    void mocksThatCannotBeUsedExitWithTwo() throws IOException {
        for (var broken : List.of(
                MOCKS.replace("'1-2'", "'2-1'"),
                MOCKS.replace("'1-2'", "'first'"),
                MOCKS.replace("'Error':'Busy',", ""),
                MOCKS.replace("'Call':'Calls'", "'Call':'Nothing'"),
                "{'StateMachines':{}}")) {
            write("mocks.json", broken);
            err.reset();
            assertThat(runCase("Happy")).as(broken).isEqualTo(2);
            assertThat(complaint()).contains("mock configuration");
        }
    }

    /** Each state's mock: one for every attempt, or a list with one for each. */
    private static final String STATE_MOCKS =
            "{'Call':[{'result':'\\\"a\\\"'},{'errorOutput':{'error':'Busy','cause':'later'}},"
                    + "{'result':'\\\"b\\\"'}],'Gate':{'result':'{\\\"by\\\":\\\"me\\\"}'}}";

    private int runMocked(String mocks, String... more) throws IOException {
        write("mocks.json", mocks);
        List<String> all = new ArrayList<>(
                List.of("--definition", "definition.json", "--input", "input.json", "--mock-config", "mocks.json"));
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    @Test
    void mocksMayHaveTheFormOfTestStateWithOneForEachAttempt() throws IOException {
        assertThat(runMocked(STATE_MOCKS, "--history")).isZero();
        assertThat(printed().get("output").toString()).isEqualTo("[[\"a\",\"b\"],{\"by\":\"me\"}]");
        assertThat(printed()
                        .get("events")
                        .valueStream()
                        .map(event -> event.get("type").textValue()))
                .as("a mock of a state that waits for a token is the token's answer")
                .contains("TaskSubmitted");
    }

    @Test
    void aMockedErrorOfATokenStateIsTheTokensAnswerToo() throws IOException {
        assertThat(runMocked(
                        "{'Call':{'result':'1'},'Gate':{'errorOutput':{'error':'No','cause':'not today'}}}",
                        "--history"))
                .isEqualTo(1);
        assertThat(printed().get("error").textValue()).isEqualTo("No");
        assertThat(printed()
                        .get("events")
                        .valueStream()
                        .map(event -> event.get("type").textValue()))
                .containsSubsequence("TaskSubmitted", "TaskFailed");
    }

    @Test
    void anAttemptWithoutMockFailsTheExecution() throws IOException {
        assertThat(runMocked("{'Call':[{'result':'1'}],'Gate':{'result':'1'}}")).isEqualTo(1);
        assertThat(printed().get("cause").textValue()).contains("invocation 1");
    }

    @Test
    void mocksInTheFormOfTestStateThatCannotBeUsedExitWithTwo() throws IOException {
        for (var row : List.of(
                List.of("{'Nobody':{'result':'1'}}", "no state 'Nobody'"),
                List.of("{'Map':{'result':'[1]'}}", "type Map"),
                List.of("{'Call':{'return':1}}", "state 'Call'"),
                List.of("{'Call':[]}", "is empty"),
                List.of("{'Call':[{'result':'1'},{'result':1}]}", "attempt 2"),
                List.of(
                        "{'Call':{'result':'1'},'StateMachines':{},'MockedResponses':{}}",
                        "both Step Functions Local's"))) {
            err.reset();
            assertThat(runMocked(row.get(0))).as(row.get(0)).isEqualTo(2);
            assertThat(complaint()).contains(row.get(1));
        }
        err.reset();
        assertThat(runMocked(STATE_MOCKS, "--test-case", "Happy")).isEqualTo(2);
        assertThat(complaint()).contains("no test cases");
    }

    @Test
    void aTestCaseWithoutMocksIsBadUsage() {
        assertThat(run("--definition", "definition.json", "--input", "input.json", "--test-case", "Happy"))
                .isEqualTo(2);
        assertThat(complaint()).contains("--mock-config");
    }

    @Test
    void aWrongCommandLineIsToldInOneLine() {
        assertThat(run("--definition", "definition.json")).isEqualTo(2);
        assertThat(complaint()).contains("--input").contains("--help");
        err.reset();
        assertThat(runCase("Happy", "--histroy")).isEqualTo(2);
        assertThat(complaint()).contains("--histroy");
    }
}
