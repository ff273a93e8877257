package dev.landfall.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.Machines.Postponed;
import dev.landfall.model.DeploymentName;
import dev.landfall.model.failure.OperatorException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What Step Functions answers that moto does not. */
class StepFunctionsMachinesTest {

    private static final String MACHINES = """
            {"stateMachines":[
              {"name":"somebody-else","stateMachineArn":"arn:aws:states:eu-west-1:1:stateMachine:somebody-else"},
              {"name":"landfall-migrate","stateMachineArn":"arn:aws:states:eu-west-1:1:stateMachine:landfall-migrate"}]}
            """;
    private static final String EXECUTION = "arn:aws:states:eu-west-1:1:execution:landfall-migrate:run-1";

    private final CannedAws aws = new CannedAws();
    private final StepFunctionsMachines machines = new StepFunctionsMachines(aws.connection(), DeploymentName.DEFAULT);

    @Test
    void machinesOfAnotherDeploymentAreNotTakenForItsOwn() {
        aws.then(200, """
                {"stateMachines":[
                  {"name":"landfall-migrate","stateMachineArn":"arn:aws:states:eu-west-1:1:stateMachine:landfall-migrate"},
                  {"name":"staging-landfall-migrate",\
                "stateMachineArn":"arn:aws:states:eu-west-1:1:stateMachine:staging-landfall-migrate"}]}
                """).then(200, "{\"executionArn\":\"arn:started\"}");
        var staging = new StepFunctionsMachines(aws.connection(), new DeploymentName("staging"));

        staging.start("migrate", "run-1", "{}");

        assertThat(aws.asked()).last().asString().contains("stateMachine:staging-landfall-migrate");
        assertThatThrownBy(() -> new StepFunctionsMachines(
                                new CannedAws().then(200, MACHINES).connection(), new DeploymentName("staging"))
                        .start("migrate", "run-1", "{}"))
                .hasMessageContaining("There is no state machine staging-landfall-migrate")
                .hasMessageContaining("--deployment");
    }

    @Test
    void executionThatCanBeRedrivenSaysSo() {
        aws.then(200, MACHINES).then(200, described("REDRIVABLE", ""));

        var execution = machines.find("run-1").orElseThrow();

        assertThat(execution.notRedrivable()).isEmpty();
        assertThat(execution.error()).contains("States.Timeout");
        assertThat(aws.asked()).hasSize(2).last().asString().contains(EXECUTION);
    }

    @Test
    void executionThatCannotBeRedrivenSaysWhy() {
        aws.then(200, MACHINES).then(200, described("NOT_REDRIVABLE", "Execution is SUCCEEDED and cannot be redriven"));

        assertThat(machines.find("run-1").orElseThrow().notRedrivable())
                .contains("Execution is SUCCEEDED and cannot be redriven");
    }

    @Test
    void redriveNamesTheExecution() {
        aws.then(200, "{\"redriveDate\":1760000000}");

        machines.redrive(EXECUTION);

        assertThat(aws.asked())
                .singleElement()
                .asString()
                .contains("RedriveExecution")
                .contains(EXECUTION);
    }

    @Test
    void redriveThatIsRefusedSaysWhy() {
        aws.then(400, """
                {"__type":"ExecutionNotRedrivable","message":"Execution is older than 14 days"}""");

        assertThatThrownBy(() -> machines.redrive(EXECUTION))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("older than 14 days");
    }

    @Test
    void postponedStateIsReadFromEveryPageOfTheHistory() {
        aws.then(200, """
                        {"nextToken":"more","events":[
                          {"id":1,"previousEventId":0,"timestamp":1764000000,"type":"TaskStateEntered",
                           "stateEnteredEventDetails":{"name":"QuiesceTarget","input":"{}"}},
                          {"id":2,"previousEventId":1,"timestamp":1764000001,"type":"TaskScheduled"}]}""").then(200, """
                        {"events":[
                          {"id":3,"previousEventId":2,"timestamp":1764000002,"type":"TaskFailed",
                           "taskFailedEventDetails":{"resourceType":"lambda","resource":"invoke",
                            "error":"StillWaiting","cause":"a pod holds out"}}]}""");

        assertThat(machines.postponed(EXECUTION))
                .containsExactly(new Postponed(
                        "QuiesceTarget", Instant.ofEpochSecond(1_764_000_000L), "StillWaiting", "a pod holds out"));
    }

    @Test
    void usedNameIsRefusedWithItsRemedy() {
        aws.then(200, MACHINES).then(400, """
                {"__type":"ExecutionAlreadyExists","message":"Execution Already Exists"}""");

        assertThatThrownBy(() -> machines.start("migrate", "run-1", "{}"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("RUN_ID_USED");
    }

    @Test
    void machineThatIsNotDeployedIsNamed() {
        aws.then(200, MACHINES);

        assertThatThrownBy(() -> machines.start("rollback", "run-1", "{}"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("NOT_DEPLOYED")
                .hasMessageContaining("landfall-rollback");
    }

    @Test
    void machineWithoutItsBucketIsNamed() {
        aws.then(200, MACHINES).then(200, "{\"tags\":[]}");

        assertThatThrownBy(machines::runBucket)
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("RUN_BUCKET_UNKNOWN");
    }

    private static String described(String redrive, String reason) {
        return """
                {"executionArn":"%s","name":"run-1","status":"TIMED_OUT","startDate":1764000000,"stopDate":1764000100,
                 "stateMachineArn":"arn:aws:states:eu-west-1:1:stateMachine:landfall-migrate","error":"States.Timeout",
                 "redriveStatus":"%s","redriveStatusReason":"%s"}""".formatted(EXECUTION, redrive, reason);
    }
}
