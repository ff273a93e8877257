package dev.landfall.local.command;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Answers marked as recorded are those that AWS gave to the same request, as LocalStack's snapshots keep them. */
class StatesTestTest {

    private static final Path ROOT = Path.of(System.getProperty("landfall.root"));

    private static final String TASK =
            "{'QueryLanguage':'JSONata','Type':'Task','Resource':'arn:aws:states:::lambda:invoke',"
                    + "'Arguments':{'FunctionName':'foo','Payload':'bar'},MORE'End':true}";
    private static final String RETRY =
            "'Retry':[{'ErrorEquals':['MockException'],'IntervalSeconds':1,'MaxAttempts':5," + "'BackoffRate':2}],";
    private static final String CATCH = "'Catch':[{'ErrorEquals':['Other'],'Next':'A'},{'ErrorEquals':['States.ALL'],"
            + "'Assign':{'why':'{% $states.errorOutput.Error %}'},'Output':{'seen':'{% $states.errorOutput %}'},'Next':'B'}],";

    private static final String MACHINE = "{'QueryLanguage':'JSONata','StartAt':'Map','States':{"
            + "'Map':{'Type':'Map','Items':'{% $states.input.values %}','ItemSelector':{'n':'{% $states.context.Map.Item.Value %}'},"
            + "'ItemProcessor':{'StartAt':'Inner','States':{'Inner':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke',"
            + "'Arguments':{'FunctionName':'f','Payload':'{% $states.context.Map.Item.Value %}'},'End':true}}},"
            + "'Output':{'all':'{% $states.result %}'},'Next':'Both'},"
            + "'Both':{'Type':'Parallel','Branches':[{'StartAt':'Left','States':{'Left':{'Type':'Pass','End':true}}},"
            + "{'StartAt':'Right','States':{'Right':{'Type':'Fail','Error':'No'}}}],"
            + "'Catch':[{'ErrorEquals':['States.BranchFailed'],'Next':'Both'}],'Next':'Gate'},"
            + "'Gate':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke.waitForTaskToken','Arguments':"
            + "{'FunctionName':'g','Payload':{'token':'{% $states.context.Task.Token %}','run':'{% $run.id %}'}},"
            + "'Assign':{'by':'{% $states.result.by %}'},'TimeoutSeconds':9,'Next':'Choose'},"
            + "'Choose':{'Type':'Choice','Choices':[{'Condition':'{% $states.input.go %}','Next':'Pause'}],'Default':'Stop'},"
            + "'Pause':{'Type':'Wait','Seconds':86400,'Next':'Choose'},"
            + "'Stop':{'Type':'Fail','Error':'Stopped','Cause':'{% $states.input.why %}'}}}";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Texts of options, by option; what begins with a brace goes into a file. */
    private int test(Map<String, String> options) throws IOException {
        out.reset();
        err.reset();
        List<String> arguments = new ArrayList<>();
        for (var option : options.entrySet()) {
            var text = option.getValue().replace('\'', '"');
            arguments.add("--" + option.getKey());
            if (text.startsWith("{") || text.startsWith("[")) {
                var file = folder.resolve(option.getKey() + ".json");
                arguments.add(Files.writeString(file, text).toString());
            } else {
                arguments.add(text);
            }
        }
        return new CommandLine(new StatesTest(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new UsageError())
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .execute(arguments.toArray(String[]::new));
    }

    private String answer(Map<String, String> options) throws IOException {
        assertThat(test(options)).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return Json.MAPPER
                .readTree(out.toByteArray())
                .toString()
                .replace("\\\"", "`")
                .replace('"', '\'');
    }

    private String refusal(Map<String, String> options) throws IOException {
        assertThat(test(options)).as(out.toString(StandardCharsets.UTF_8)).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8).strip().lines()).hasSize(1);
        return err.toString(StandardCharsets.UTF_8);
    }

    private static String error(String name) {
        return "{'errorOutput':{'error':'" + name + "','cause':'Mock the cause of the error.'}}";
    }

    private static String task(String more) {
        return TASK.replace("MORE", more);
    }

    /** Recorded: TestStateConfiguration, retrier_retry_count; the interval of the developer guide's example alike. */
    @ParameterizedTest
    @CsvSource({"0,RETRIABLE,1", "1,RETRIABLE,2", "4,RETRIABLE,16", "5,FAILED,"})
    void aRetrierAnswersUntilItIsUsedUp(int used, String status, String seconds) throws IOException {
        var interval = seconds == null ? "" : ",'retryBackoffIntervalSeconds':" + seconds;
        assertThat(answer(Map.of(
                        "definition",
                        task(RETRY),
                        "input",
                        "{'Values':[1]}",
                        "mock",
                        error("MockException"),
                        "state-configuration",
                        "{'retrierRetryCount':" + used + "}",
                        "inspection-level",
                        "DEBUG")))
                .isEqualTo("{'error':'MockException','cause':'Mock the cause of the error.','status':'" + status
                        + "','inspectionData':{'input':'{`Values`:[1]}','afterArguments':'{`FunctionName`:`foo`,`Payload`:`bar`}',"
                        + "'errorDetails':{'retryIndex':0" + interval + "}}}");
    }

    @Test
    void aResultBecomesTheOutputAndIsInspected() throws IOException {
        var result = "{'result':'{\\'Payload\\':{\\'rows\\':12},\\'StatusCode\\':200}'}".replace("\\'", "\\\"");
        assertThat(answer(Map.of("definition", task(""), "mock", result)))
                .isEqualTo("{'output':'{`Payload`:{`rows`:12},`StatusCode`:200}','status':'SUCCEEDED'}");
        assertThat(answer(Map.of(
                        "definition",
                        task("'Assign':{'rows':'{% $states.result.Payload.rows + $before %}'},"),
                        "variables",
                        "{'before':30}",
                        "mock",
                        result,
                        "inspection-level",
                        "trace")))
                .endsWith("'status':'SUCCEEDED','inspectionData':{'input':'{}','afterArguments':"
                        + "'{`FunctionName`:`foo`,`Payload`:`bar`}','result':'{`Payload`:{`rows`:12},`StatusCode`:200}',"
                        + "'variables':'{`before`:30,`rows`:42}'}}");
    }

    @Test
    void theCatcherThatNamesTheErrorSaysWhatIsNextAndWhatItIsGiven() throws IOException {
        assertThat(answer(
                        Map.of("definition", task(RETRY + CATCH), "mock", error("Boom"), "inspection-level", "DEBUG")))
                .isEqualTo("{'error':'Boom','cause':'Mock the cause of the error.','output':'{`seen`:{`Error`:`Boom`,"
                        + "`Cause`:`Mock the cause of the error.`}}','nextState':'B','status':'CAUGHT_ERROR',"
                        + "'inspectionData':{'input':'{}','afterArguments':'{`FunctionName`:`foo`,`Payload`:`bar`}',"
                        + "'variables':'{`why`:`Boom`}','errorDetails':{'catchIndex':1}}}");
        assertThat(answer(Map.of(
                        "definition",
                        task(RETRY + CATCH),
                        "mock",
                        error("MockException"),
                        "state-configuration",
                        "{'retrierRetryCount':5}")))
                .contains("'status':'CAUGHT_ERROR'");
        assertThat(answer(Map.of("definition", task(CATCH), "mock", error("States.DataLimitExceeded"))))
                .as("States.ALL does not catch it")
                .contains("'status':'FAILED'");
    }

    @Test
    void anExpressionThatCannotBeEvaluatedIsTheStatesFailure() throws IOException {
        assertThat(answer(Map.of(
                        "definition", task("'Output':'{% $states.result.nothing %}',"), "mock", "{'result':'{}'}")))
                .contains("'error':'States.QueryEvaluationError'")
                .contains("'status':'FAILED'");
    }

    @Test
    void statesThatDoNotWorkNeedNoMock() throws IOException {
        assertThat(answer(Map.of("definition", MACHINE, "state-name", "Choose", "input", "{'go':true}")))
                .isEqualTo("{'output':'{`go`:true}','nextState':'Pause','status':'SUCCEEDED'}");
        assertThat(answer(Map.of("definition", MACHINE, "state-name", "Choose", "input", "{'go':false}")))
                .contains("'nextState':'Stop'");
        assertThat(answer(Map.of("definition", MACHINE, "state-name", "Pause"))).contains("'nextState':'Choose'");
        assertThat(answer(Map.of("definition", MACHINE, "state-name", "Stop", "input", "{'why':'enough'}")))
                .isEqualTo("{'error':'Stopped','cause':'enough','status':'FAILED'}");
        assertThat(answer(Map.of(
                        "definition",
                                "{'QueryLanguage':'JSONata','Type':'Pass','Output':'{% $x %}','Next':'Elsewhere'}",
                        "variables", "{'x':[1]}")))
                .isEqualTo("{'output':'[1]','nextState':'Elsewhere','status':'SUCCEEDED'}");
    }

    @Test
    void aMockOfATokenStateIsTheTokensAnswer() throws IOException {
        var options = Map.of("definition", MACHINE, "state-name", "Gate", "variables", "{'run':{'id':'r1'}}");
        var approved = new HashMap<>(options);
        approved.put("mock", "{'result':'{\\'by\\':\\'me\\'}'}".replace("\\'", "\\\""));
        approved.put("context", "{'Task':{'Token':'t-1'}}");
        approved.put("inspection-level", "DEBUG");
        assertThat(answer(approved))
                .contains("'output':'{`by`:`me`}'")
                .contains("'nextState':'Choose'")
                .contains("'afterArguments':'{`FunctionName`:`g`,`Payload`:{`token`:`t-1`,`run`:`r1`}}'")
                .contains("'variables':'{`run`:{`id`:`r1`},`by`:`me`}'");
        var timedOut = new HashMap<>(options);
        timedOut.put("mock", "{'errorOutput':{'error':'States.Timeout'}}");
        assertThat(answer(timedOut)).isEqualTo("{'error':'States.Timeout','cause':'','status':'FAILED'}");
    }

    @Test
    void mapAndParallelTakeWhatAllTheirInnerStatesCameTo() throws IOException {
        var map = Map.of("definition", MACHINE, "state-name", "Map", "input", "{'values':[7,8]}");
        var succeeds = new HashMap<>(map);
        succeeds.put("mock", "{'result':'[1,2]'}");
        succeeds.put("inspection-level", "DEBUG");
        assertThat(answer(succeeds))
                .isEqualTo("{'output':'{`all`:[1,2]}','nextState':'Both','status':'SUCCEEDED','inspectionData':"
                        + "{'input':'{`values`:[7,8]}','afterItemSelector':'[{`n`:7},{`n`:8}]','maxConcurrency':0}}");
        var broken = new HashMap<>(succeeds);
        broken.put("input", "{'values':'none'}");
        assertThat(answer(broken)).contains("'status':'FAILED'").contains("States.QueryEvaluationError");

        var parallel = Map.of(
                "definition",
                MACHINE,
                "state-name",
                "Both",
                "mock",
                error("No"),
                "state-configuration",
                "{'errorCausedByState':'Right'}");
        assertThat(answer(parallel)).contains("'nextState':'Both','status':'CAUGHT_ERROR'");

        assertThat(answer(Map.of(
                        "definition", MACHINE,
                        "state-name", "Inner",
                        "input", "{'id':3}",
                        "mock", "{'result':'{}'}",
                        "inspection-level", "DEBUG")))
                .as("recorded: the first iteration, whose item is the input")
                .contains("'afterArguments':'{`FunctionName`:`f`,`Payload`:{`id`:3}}'");
    }

    @Test
    void theGivenContextStandsInThePlaceOfTheWholeOne() throws IOException {
        var options = Map.of(
                "definition",
                task("'Output':'{% $states.context %}',"),
                "mock",
                "{'result':'{}'}",
                "context",
                "{'Execution':{'Name':'mine'},'State':{}}");
        assertThat(answer(options)).contains("'output':'{`Execution`:{`Name`:`mine`},`State`:{}}'");
    }

    @Test
    void landfallsOwnDefinitionsAreTestedAsTheyLieThere() throws IOException {
        assertThat(answer(Map.of(
                        "definition",
                        ROOT.resolve("statemachine/migrate.asl.yaml").toString(),
                        "state-name",
                        "VerifyDns",
                        "variables",
                        "{'run':{'runId':'r1','planDigest':'d1'},'failure':null}",
                        "mock",
                        error("Sandbox.Timedout"))))
                .contains("'status':'RETRIABLE'");
    }

    /** Each row: what is changed, and a word of the one sentence. */
    @Test
    void whatCannotBeTestedIsRefusedInOneSentence() throws IOException {
        var base = Map.of("definition", task(""), "mock", "{'result':'{}'}");
        var rows = List.of(
                List.of("definition", MACHINE, "--state-name"),
                List.of("definition", "{'Type':'Pass','End':true}", "JSONata"),
                List.of("definition", "{'QueryLanguage':'JSONata','Type':'Pass','End':true}", "State type 'Pass'"),
                List.of("state-name", "Freeze", "Leave --state-name out"),
                List.of("mock", "{'result':'{}','errorOutput':{'error':'x'}}", "exactly one"),
                List.of("mock", "{}", "exactly one"),
                List.of("mock", "{'result':{}}", "result must be a string"),
                List.of("mock", "{'result':'not JSON'}", "JSON inside a string"),
                List.of("mock", "{'result':'{}','returns':1}", "'returns'"),
                List.of("mock", "{'errorOutput':{'cause':'x'}}", "errorOutput.error"),
                List.of("mock", "{'errorOutput':{'error':'x','Error':'x'}}", "'errorOutput.Error'"),
                List.of("mock", "{'result':'{}','fieldValidationMode':'LAX'}", "STRICT, PRESENT or NONE"),
                List.of("mock", "{'result':'{\\\"StatusCode\\\":\\\"ok\\\"}'}", "StatusCode must be a whole number"),
                List.of("variables", "[1]", "variables must be an object"),
                List.of("context", "{'Map':{}}", "'Map' is not supported"),
                List.of("context", "{'Pokedex':{}}", "'Pokedex' is not allowed"),
                List.of("context", "{'Execution':{'pokemon':1}}", "'Execution.pokemon' is not allowed"),
                List.of("context", "{'Execution':{'Id':1}}", "Execution.Id must be a string"),
                List.of("context", "{'Task':{'Token':'t'}}", "'Task'"),
                List.of("state-configuration", "{'mapIterationFailureCount':1}", "mapIterationFailureCount"),
                List.of("state-configuration", "{'mapItemReaderData':'[]'}", "mapItemReaderData"),
                List.of("state-configuration", "{'retries':1}", "'retries'"),
                List.of("state-configuration", "{'retrierRetryCount':-1}", "whole number from 0"),
                List.of("state-configuration", "{'errorCausedByState':'X'}", "no state inside"));
        for (var row : rows) {
            var options = new HashMap<>(base);
            options.put(row.get(0), row.get(1));
            assertThat(refusal(options)).as(row.toString()).contains(row.get(2));
        }
        assertThat(refusal(Map.of("definition", task("")))).contains("Give --mock");
        assertThat(refusal(Map.of("definition", MACHINE, "state-name", "Nobody")))
                .contains("[Map, Inner, Both");
        assertThat(refusal(Map.of("definition", MACHINE, "state-name", "Choose", "context", "{}")))
                .contains("no mock");
        assertThat(refusal(Map.of("definition", MACHINE, "state-name", "Map", "mock", "{'result':'{}'}")))
                .contains("must be an array");
        assertThat(refusal(Map.of("definition", MACHINE, "state-name", "Both", "mock", "{'result':'[1]'}")))
                .contains("2 branches");
        assertThat(refusal(Map.of("definition", task(""), "reveal-secrets", "true")))
                .contains("--reveal-secrets");
    }

    @Test
    void aModeThatLooksAtNothingTakesAnyResult() throws IOException {
        assertThat(answer(Map.of(
                        "definition",
                        task(""),
                        "mock",
                        "{'result':'{\\\"StatusCode\\\":\\\"ok\\\"}','fieldValidationMode':'NONE'}")))
                .contains("SUCCEEDED");
    }
}
