package dev.landfall.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.Schedule;
import dev.landfall.model.failure.OperatorException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/** What EventBridge answers that moto does not. */
class SourceSchedulesTest {

    private static final String CLUSTER = "arn:aws:ecs:us-east-1:123456789012:cluster/retool";
    private static final String GONE = "{\"__type\":\"ResourceNotFoundException\",\"message\":\"It does not exist.\"}";
    private static final Instant NOW = Instant.parse("2026-11-26T22:00:00Z");

    private final CannedAws aws = new CannedAws();

    private SourceSchedules schedules(Optional<List<String>> configured) {
        return new SourceSchedules(
                new EventRules(() -> aws.connection().client(EventBridgeClient.builder())),
                new EventSchedules(() -> aws.connection().client(SchedulerClient.builder()), InstantSource.fixed(NOW)),
                configured,
                () -> CLUSTER);
    }

    private static String denied(String action, String resource) {
        return """
                {"__type":"AccessDeniedException","message":"User: arn:aws:sts::123456789012:assumed-role/Capture/Capture \
                is not authorized to perform: %s on resource: %s"}
                """.formatted(action, resource);
    }

    private static String rule(String name) {
        return "{\"Name\":\"%1$s\",\"State\":\"ENABLED\",\"Arn\":\"arn:aws:events:us-east-1:123456789012:rule/%1$s\"}"
                .formatted(name);
    }

    private static String schedule(String state, String startDate) {
        return """
                {"Arn":"arn:aws:scheduler:us-east-1:123456789012:schedule/ops/purge","GroupName":"ops","Name":"purge",
                "State":"%s","ScheduleExpression":"rate(1 day)","StartDate":%s,"FlexibleTimeWindow":{"Mode":"OFF"},
                "Target":{"Arn":"%s","RoleArn":"arn:aws:iam::123456789012:role/events"}}
                """.formatted(state, startDate, CLUSTER);
    }

    @Test
    void everyScheduleThatCannotBeReadIsNamedWithTheRightThatIsMissing() {
        aws.then(400, denied("events:DescribeRule", "arn:aws:events:us-east-1:123456789012:rule/report"))
                .then(200, rule("fine"))
                .then(
                        403,
                        denied("scheduler:GetSchedule", "arn:aws:scheduler:us-east-1:123456789012:schedule/ops/purge"));

        assertThatThrownBy(() -> schedules(Optional.of(List.of("report", "fine", "ops/purge")))
                        .all())
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("SCHEDULES_UNREADABLE")
                .hasMessageContaining("describe the rule report")
                .hasMessageContaining("events:DescribeRule")
                .hasMessageContaining("describe the schedule ops/purge")
                .hasMessageContaining("scheduler:GetSchedule");
    }

    @Test
    void oneThatIsMissingSaysHowAScheduleIsWritten() {
        aws.then(400, GONE);

        assertThatThrownBy(() -> schedules(Optional.of(List.of("nightly-sync"))).all())
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("SCHEDULE_MISSING")
                .hasMessageContaining("schedule/default/NAME");
    }

    @Test
    void oneThatWentAwaySinceItWasFoundIsNoneAnyMore() {
        aws.then(200, "{\"RuleNames\":[\"gone\",\"fine\"]}")
                .then(200, "{\"Schedules\":[]}")
                .then(400, GONE)
                .then(200, rule("fine"));

        assertThat(schedules(Optional.empty()).all()).containsExactly(new Schedule("fine", true));
    }

    @Test
    void aRuleOfAnotherBusIsAskedForThere() {
        aws.then(200, rule("on-upload"));

        assertThat(schedules(Optional.of(List.of("rule/retool-events/on-upload")))
                        .all())
                .containsExactly(new Schedule("rule/retool-events/on-upload", true));
        assertThat(aws.asked().getFirst())
                .contains("\"Name\":\"on-upload\"")
                .contains("\"EventBusName\":\"retool-events\"");
    }

    @Test
    void whatHasTheSameNameInAnotherRegionIsNotTheOneThatWasNamed() {
        aws.then(200, rule("report"));

        assertThatThrownBy(() -> schedules(Optional.of(List.of("arn:aws:events:eu-west-1:123456789012:rule/report")))
                        .all())
                .hasMessageContaining("SCHEDULE_MISSING")
                .hasMessageContaining("eu-west-1");
    }

    @Test
    void aStartThatIsOverIsLeftOutBecauseSchedulerRefusesIt() {
        aws.then(200, schedule("ENABLED", "1700000000"))
                .then(200, schedule("ENABLED", "1700000000"))
                .then(200, "{}");

        assertThat(schedules(Optional.empty()).enable("ops/purge", false)).isEqualTo(Change.UPDATED);
        assertThat(aws.asked().getLast())
                .startsWith("PUT /schedules/purge")
                .contains("\"State\":\"DISABLED\"")
                .doesNotContain("StartDate");
    }

    @Test
    void aStartThatIsToComeIsKept() {
        aws.then(200, schedule("ENABLED", "1900000000"))
                .then(200, schedule("ENABLED", "1900000000"))
                .then(200, "{}");

        assertThat(schedules(Optional.empty()).enable("schedule/ops/purge", false))
                .isEqualTo(Change.UPDATED);
        assertThat(aws.asked().getLast()).contains("\"StartDate\":1900000000");
    }
}
