package dev.landfall.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.MoverTask;
import dev.landfall.gateway.ScalingSuspension;
import dev.landfall.gateway.Schedule;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.failure.StillWaitingException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;

/** What ECS and its neighbours answer that moto does not. */
class EcsSourceClusterTest {

    private static final String TASK = "arn:aws:ecs:us-east-1:123456789012:task/retool/1";
    private static final String DENIED = """
            {"__type":"AccessDeniedException","message":"User: arn:aws:sts::123456789012:assumed-role/Freeze/Freeze \
            is not authorized to perform: ecs:UpdateService on resource: \
            arn:aws:ecs:us-east-1:123456789012:service/retool/retool-main because no identity-based policy allows it"}
            """;

    private final CannedAws aws = new CannedAws();

    private EcsSourceCluster cluster(String... services) {
        return new EcsSourceCluster(aws.connection(), "retool", List.of(services), Optional.empty());
    }

    private MoverTasks tasks() {
        return new MoverTasks(() -> aws.connection().client(EcsClient.builder()), "retool", Duration.ZERO);
    }

    private static String service(String name, int desired) {
        return """
                {"services":[{"serviceName":"%s","status":"ACTIVE","desiredCount":%d,"runningCount":0,"pendingCount":0,
                "taskDefinition":"arn:td:1"}],"failures":[]}
                """.formatted(name, desired);
    }

    @Test
    void everyMissingServiceIsNamedWithItsReason() {
        aws.then(200, """
                {"services":[{"serviceName":"drained","status":"INACTIVE"}],
                "failures":[{"arn":"arn:aws:ecs:us-east-1:123456789012:service/retool/gone","reason":"MISSING"}]}
                """);
        assertThatThrownBy(() -> cluster("drained", "gone", "forgotten").services())
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("SOURCE_SERVICE_MISSING")
                .hasMessageContaining("drained (INACTIVE), gone (MISSING), forgotten (MISSING)");
    }

    @Test
    void denialNamesActionAndResource() {
        aws.then(200, service("retool-main", 2)).then(400, DENIED);
        assertThatThrownBy(() -> cluster().scale("retool-main", 0))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("AWS_DENIED")
                .hasMessageContaining("ecs:UpdateService")
                .hasMessageContaining("service/retool/retool-main")
                .hasMessageContaining("Allow this role");
    }

    @Test
    void throttlingIsTriedAgain() {
        aws.then(400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}")
                .then(200, service("retool-main", 2));
        assertThat(cluster().scale("retool-main", 2)).isEqualTo(Change.UNCHANGED);
        assertThat(aws.asked()).hasSize(2);
    }

    @Test
    void lastingThrottlingMayPassLater() {
        aws.then(400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");
        assertThatThrownBy(() -> cluster().scale("retool-main", 2))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("AWS_BUSY");
        assertThat(aws.asked()).hasSize(3);
    }

    @Test
    void missingTaskDefinitionIsNamed() {
        aws.then(200, service("retool-main", 2))
                .then(200, "{\"ScalableTargets\":[]}")
                .then(400, "{\"__type\":\"ClientException\",\"message\":\"Unable to describe task definition.\"}");
        assertThatThrownBy(() -> cluster("retool-main").services())
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("SOURCE_TASK_DEFINITION_MISSING")
                .hasMessageContaining("arn:td:1");
    }

    @Test
    void serviceThatCodeDeployDeploysIsReadFromItsPrimaryTaskSet() {
        aws.then(200, """
                        {"services":[{"serviceName":"retool-main","status":"ACTIVE","desiredCount":2,"runningCount":2,
                        "pendingCount":0,"taskSets":[{"status":"ACTIVE","taskDefinition":"arn:td:1"},
                        {"status":"PRIMARY","taskDefinition":"arn:td:2","networkConfiguration":{"awsvpcConfiguration":
                        {"subnets":["subnet-1"],"securityGroups":["sg-1"],"assignPublicIp":"ENABLED"}}}]}]}
                        """)
                .then(200, "{\"ScalableTargets\":[]}")
                .then(200, "{\"taskDefinition\":{\"taskDefinitionArn\":\"arn:td:2\",\"containerDefinitions\":[]}}");
        var service = cluster("retool-main").services().getFirst();
        assertThat(service.taskDefinitionArn()).isEqualTo("arn:td:2");
        assertThat(service.subnets()).containsExactly("subnet-1");
        assertThat(service.assignsPublicIp()).isTrue();
    }

    @Test
    void scalingThatStillScalesInOneDirectionIsNotSuspended() {
        aws.then(200, """
                        {"ScalableTargets":[{"ResourceId":"service/retool/retool-main","SuspendedState":
                        {"DynamicScalingInSuspended":true,"DynamicScalingOutSuspended":false,
                        "ScheduledScalingSuspended":true}}]}
                        """).then(200, "{}");
        assertThat(cluster().suspendScaling("retool-main", ScalingSuspension.ALL))
                .isEqualTo(Change.UPDATED);
    }

    @Test
    void pagesOfTasksAreFollowedAndStartedByIsTheOnlyFilter() {
        aws.then(200, "{\"taskArns\":[\"" + TASK + "\"],\"nextToken\":\"more\"}")
                .then(200, "{\"taskArns\":[\"" + TASK + "2\"]}")
                .then(200, "{\"taskArns\":[\"" + TASK + "3\"]}")
                .then(200, """
                        {"tasks":[{"taskArn":"%1$s","startedBy":"run/app","lastStatus":"RUNNING"},
                        {"taskArn":"%1$s3","startedBy":"another/app","lastStatus":"STOPPED"}],
                        "failures":[{"arn":"%1$s2","reason":"MISSING"}]}
                        """.formatted(TASK));
        assertThat(tasks().startedBy("run/app")).extracting(MoverTask::arn).containsExactly(TASK);
        assertThat(aws.asked().get(0)).contains("startedBy").doesNotContain("desiredStatus");
        assertThat(aws.asked().get(1)).contains("\"nextToken\":\"more\"");
        assertThat(aws.asked().get(2)).contains("STOPPED").doesNotContain("startedBy");
    }

    @Test
    void emptyListIsBelievedTheThirdTime() {
        aws.then(200, "{\"taskArns\":[]}");
        assertThat(tasks().startedBy("run/app")).isEmpty();
        assertThat(aws.asked()).hasSize(6);
    }

    @Test
    void taskThatAppearsLateIsFound() {
        aws.then(200, "{\"taskArns\":[]}")
                .then(200, "{\"taskArns\":[]}")
                .then(200, "{\"taskArns\":[\"" + TASK + "\"]}")
                .then(200, "{\"taskArns\":[]}")
                .then(200, """
                        {"tasks":[{"taskArn":"%s","startedBy":"run/app","lastStatus":"PROVISIONING"}]}
                        """.formatted(TASK));
        assertThat(tasks().startedBy("run/app")).hasSize(1);
    }

    @Test
    void reasonOfTheTaskAndOfItsContainerAreBothSaid() {
        aws.then(200, "{\"taskArns\":[\"" + TASK + "\"]}")
                .then(200, "{\"taskArns\":[]}")
                .then(200, """
                        {"tasks":[{"taskArn":"%s","startedBy":"run/app","lastStatus":"STOPPED",
                        "stoppedReason":"Essential container in task exited","containers":[{"name":"mover",
                        "exitCode":137,"reason":"OutOfMemoryError: Container killed due to memory usage"}]}]}
                        """.formatted(TASK));
        var task = tasks().startedBy("run/app").getFirst();
        assertThat(task.stoppedReason())
                .hasValue("Essential container in task exited; "
                        + "OutOfMemoryError: Container killed due to memory usage");
        assertThat(task.exitCode()).hasValue(137);
    }

    @Test
    void taskThatIsForgottenWhileItIsStoppedIsUnchanged() {
        aws.then(200, "{\"tasks\":[{\"taskArn\":\"" + TASK + "\",\"desiredStatus\":\"RUNNING\"}]}")
                .then(
                        400,
                        "{\"__type\":\"InvalidParameterException\",\"message\":\"The referenced task was not found.\"}")
                .then(200, "{\"tasks\":[],\"failures\":[{\"arn\":\"" + TASK + "\",\"reason\":\"MISSING\"}]}");
        assertThat(tasks().stop(TASK, "reason")).isEqualTo(Change.UNCHANGED);
    }

    @Test
    void pagesOfRulesAreFollowed() {
        aws.then(200, """
                        {"clusters":[{"clusterArn":"arn:aws:ecs:us-east-1:123456789012:cluster/retool",
                        "status":"ACTIVE"}]}
                        """)
                .then(200, "{\"RuleNames\":[\"one\"],\"NextToken\":\"more\"}")
                .then(200, "{\"RuleNames\":[\"two\"]}")
                .then(200, "{\"Schedules\":[]}")
                .then(200, "{\"Name\":\"one\",\"State\":\"ENABLED\"}")
                .then(200, "{\"Name\":\"two\",\"State\":\"DISABLED\"}");
        assertThat(cluster().schedules()).containsExactly(new Schedule("one", true), new Schedule("two", false));
        assertThat(aws.asked().get(2)).contains("\"NextToken\":\"more\"");
    }
}
