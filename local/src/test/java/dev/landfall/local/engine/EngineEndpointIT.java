package dev.landfall.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.local.engine.endpoint.StepFunctionsEndpoint;
import dev.landfall.local.engine.integration.Integrations;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.InvalidOutputException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

class EngineEndpointIT {

    private final BlockingQueue<String> tokens = new LinkedBlockingQueue<>();
    private final Engine engine = Engine.inRealTime(new Integrations(Map.of("arn:", call -> {
        tokens.add(call.token().orElseThrow());
        return World.json("{}");
    })));
    private final StateMachine machine = StateMachine.load(
            "m",
            World.machine(
                            "T",
                            "'T':{'Type':'Task','Resource':'arn:aws:states:::ecs:runTask.waitForTaskToken',"
                                    + "'Assign':{'x':1},'End':true}")
                    .replace('\'', '"'));
    private StepFunctionsEndpoint endpoint;
    private SfnClient client;

    @BeforeEach
    void open() throws IOException {
        engine.register(machine);
        endpoint = StepFunctionsEndpoint.start(engine);
        client = SfnClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        endpoint.close();
        engine.close();
    }

    private String start(String name) {
        return client.startExecution(request ->
                        request.stateMachineArn(machine.arn()).name(name).input("{\"a\":1}"))
                .executionArn();
    }

    private String token() throws InterruptedException {
        var token = tokens.poll(20, TimeUnit.SECONDS);
        assertThat(token).isNotNull();
        return token;
    }

    @Test
    void theSdkAnswersATokenAndReadsTheExecution() throws InterruptedException {
        var arn = start("one");
        var token = token();
        client.sendTaskHeartbeat(request -> request.taskToken(token));
        client.sendTaskSuccess(request -> request.taskToken(token).output("{\"rows\":5}"));
        assertThat(engine.execution(arn).orElseThrow().await(Duration.ofSeconds(20)))
                .isTrue();
        var described = client.describeExecution(request -> request.executionArn(arn));
        assertThat(described.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(described.output()).isEqualTo("{\"rows\":5}");
        assertThat(described.input()).isEqualTo("{\"a\":1}");
        assertThat(described.startDate()).isBefore(described.stopDate().plusMillis(1));
        var events =
                client.getExecutionHistory(request -> request.executionArn(arn)).events();
        assertThat(events)
                .extracting(event -> event.type())
                .contains(HistoryEventType.TASK_SUBMITTED, HistoryEventType.EXECUTION_SUCCEEDED);
        assertThat(events)
                .filteredOn(event -> event.type() == HistoryEventType.TASK_STATE_EXITED)
                .singleElement()
                .satisfies(event -> assertThat(event.stateExitedEventDetails().assignedVariables())
                        .containsEntry("x", "1"));
        assertThat(client.listExecutions(request -> request.stateMachineArn(machine.arn()))
                        .executions())
                .singleElement()
                .satisfies(item -> assertThat(item.name()).isEqualTo("one"));
    }

    @Test
    void theSdkReportsAFailure() throws InterruptedException {
        var arn = start("two");
        var token = token();
        client.sendTaskFailure(
                request -> request.taskToken(token).error("Mover").cause("disk full"));
        assertThat(engine.execution(arn).orElseThrow().await(Duration.ofSeconds(20)))
                .isTrue();
        var described = client.describeExecution(request -> request.executionArn(arn));
        assertThat(described.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(described.error()).isEqualTo("Mover");
        assertThat(described.cause()).isEqualTo("disk full");
    }

    @Test
    void theSdkStopsAnExecutionAndLateAnswersAreRefused() throws InterruptedException {
        var arn = start("three");
        var token = token();
        client.stopExecution(request -> request.executionArn(arn).error("E").cause("C"));
        assertThat(client.describeExecution(request -> request.executionArn(arn))
                        .status())
                .isEqualTo(ExecutionStatus.ABORTED);
        assertThatThrownBy(() -> client.sendTaskSuccess(
                        request -> request.taskToken(token).output("1")))
                .isInstanceOf(TaskTimedOutException.class);
        assertThatThrownBy(() -> start("three")).isInstanceOf(ExecutionAlreadyExistsException.class);
    }

    @Test
    void theSdkSeesAwsErrors() throws InterruptedException {
        assertThatThrownBy(() -> client.sendTaskHeartbeat(request -> request.taskToken("nonsense")))
                .isInstanceOf(InvalidTokenException.class);
        assertThatThrownBy(() -> client.describeExecution(request -> request.executionArn("arn:none")))
                .isInstanceOf(ExecutionDoesNotExistException.class);
        start("four");
        var token = token();
        assertThatThrownBy(() -> client.sendTaskSuccess(
                        request -> request.taskToken(token).output("{")))
                .isInstanceOf(InvalidOutputException.class);
    }
}
