package dev.landfall.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.embedded.lambda.LambdaProcess;
import dev.landfall.embedded.lambda.Said;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Category;
import dev.landfall.model.failure.Problem;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every function of the packaged archive, started by Lambda's own runtime client against moto. No cluster answers and no
 * run was captured, so most of them answer with a problem; none of them may be a bug, a missing class or a silence.
 */
@NeedsTier(Tier.MOTO)
class PackagedHandlersIT {

    private static final Path ROOT = Path.of(System.getProperty("landfall.root", ".."));

    /** Handlers that no state names, with what the events around the definitions send them. */
    private static final Map<String, String> BESIDE_THE_STATES = Map.of(
            "ApprovalPage",
            """
                    {"version":"2.0","rawPath":"/approvals/nobody","queryStringParameters":{"as":"x"},
                     "requestContext":{"http":{"method":"GET"}},"isBase64Encoded":false}""",
            "CloseAbandonedRun",
            "{\"runId\":\"never-opened\",\"executionArn\":\"arn:aws:states:eu-central-1:123456789012:execution:landfall-migrate:never-opened\",\"status\":\"ABORTED\"}");

    private static final Path ARCHIVE =
            Path.of(System.getProperty("landfall.lambda.archive", "target/landfall-functions-1.0.0-lambda.jar"));

    @TempDir
    static Path folder;

    private static MotoStack stack;

    @BeforeAll
    static void deploy() {
        stack = new MotoStack(folder);
    }

    @AfterAll
    static void remove() {
        stack.close();
    }

    private static LambdaProcess start(String handler, Map<String, String> environment) throws IOException {
        return LambdaProcess.start(
                new LambdaProcess.Function(
                        List.of(ARCHIVE), "dev.landfall.handler." + handler + "::handleRequest", environment),
                folder);
    }

    private static String message(Said said) throws IOException {
        return Json.MAPPER.readTree(said.body()).path("errorMessage").asText();
    }

    static Stream<Map.Entry<String, String>> handlers() throws IOException {
        var payloads = new TreeMap<>(SamplePayloads.read(ROOT));
        payloads.putAll(BESIDE_THE_STATES);
        return payloads.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void answersOrSaysWhyItCannot(Map.Entry<String, String> handler) throws IOException, InterruptedException {
        var name = handler.getKey();
        try (var function = start(name, stack.environment())) {
            var said = function.invoke(handler.getValue());

            assertThat(said.kind()).as(said.body()).isNotEqualTo(Said.Kind.START_FAILED);
            if (said.kind() == Said.Kind.ERROR) {
                var problem = Problem.parse(message(said));
                assertThat(problem).as(said.body()).isPresent();
                assertThat(problem.orElseThrow().category()).as(said.body()).isNotEqualTo(Category.BUG);
                assertThat(Json.MAPPER.readTree(said.body()).path("errorType").asText())
                        .as("what Retry and Catch match")
                        .startsWith("dev.landfall.model.failure.");
            }
            assertThat(said.body() + function.log()).doesNotContain("marked-task-token");
        }
    }

    /** Whatever a check meets here, it is told; a class that the archive lacks would end the function. */
    @ParameterizedTest
    @ValueSource(strings = {"Freeze", "Preflight", "RequestGoLive", "RestoreDatabase", "SwitchDns"})
    void functionOfTheArchiveChecksItself(String name) throws IOException, InterruptedException {
        try (var function = start(name, stack.environment())) {
            var said = function.invoke("{\"check\":true,\"runId\":\"" + SamplePayloads.RUN + "\"}");

            assertThat(said.kind()).as(said.body()).isEqualTo(Said.Kind.ANSWER);
            assertThat(Json.MAPPER.readTree(said.body()).path("function").asText())
                    .isEqualTo(name);
            assertThat(said.body() + function.log())
                    .doesNotContain("NoClassDefFound", "ClassNotFound", "NoSuchMethod", "ExceptionInInitializer");
        }
    }

    @Test
    void everyHandlerOfTheArchiveIsTried() throws IOException {
        try (var classes = Files.list(ROOT.resolve("functions/src/main/java/dev/landfall/handler"))) {
            var concrete = classes.map(file -> file.getFileName().toString())
                    .filter(file ->
                            !file.matches("(package-info|StateHandler|DeployedGateways|PlanUse|RunScope)\\.java"))
                    .map(file -> file.replace(".java", ""));
            assertThat(handlers().map(Map.Entry::getKey)).containsExactlyInAnyOrderElementsOf(concrete.toList());
        }
    }

    @Test
    void inputOfAnotherFormIsNamedWithoutItsText() throws IOException, InterruptedException {
        try (var function = start("RestoreDatabase", stack.environment())) {
            for (var input : new String[] {
                "{\"runId\":\"r\",\"taskToken\":\"marked-task-token\"}", "[\"marked-task-token\"]", "marked-task-token"
            }) {
                var said = function.invoke(input);
                assertThat(said.kind()).isEqualTo(Said.Kind.ERROR);
                assertThat(message(said)).startsWith("INPUT_INVALID [BUG]: The input of RestoreDatabase");
                assertThat(said.body() + function.log()).doesNotContain("marked-task-token");
            }
        }
    }

    @Test
    void stackThatLacksVariablesIsNamedWhenTheFunctionStarts() throws IOException, InterruptedException {
        var without = new TreeMap<>(stack.environment());
        without.remove("LANDFALL_BUCKET");
        without.remove("LANDFALL_TOPIC_ARN");
        try (var function = start("OpenRun", without)) {
            var said = function.invoke("{}");
            assertThat(said.kind()).isEqualTo(Said.Kind.START_FAILED);
            assertThat(said.body()).contains("DEPLOYMENT_INCOMPLETE", "LANDFALL_BUCKET, LANDFALL_TOPIC_ARN");
        }
    }
}
