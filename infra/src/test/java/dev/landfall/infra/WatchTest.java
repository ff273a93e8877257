package dev.landfall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import dev.landfall.model.rights.HandlerTable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Alarms rest on metrics that are there when it matters. */
class WatchTest {

    private static JsonNode pipeline;

    @BeforeAll
    static void synthesize() {
        pipeline = Json.MAPPER.valueToTree(TestStacks.exampleAssembly()
                .getStackByName(LandfallApp.PIPELINE)
                .getTemplate());
    }

    /** While a gate is open, nothing was left: with no datapoint at all there is nothing that FILL could fill up from. */
    @Test
    void everyMetricFilterCountsZeroWhereItFindsNothing() {
        assertThat(resources("AWS::Logs::MetricFilter"))
                .isNotEmpty()
                .allSatisfy(filter -> assertThat(filter.at("/Properties/MetricTransformations/0/DefaultValue"))
                        .as(filter.toString())
                        .isEqualTo(Json.MAPPER.getNodeFactory().numberNode(0)));
    }

    @Test
    void everyFunctionsLogCountsIntoTheOneAlarmForBrokenFunctions() {
        var alarm = alarm("landfall-broken-functions");
        var counting = resources("AWS::Logs::MetricFilter")
                .filter(filter -> filter.at("/Properties/MetricTransformations/0/MetricName")
                        .equals(alarm.at("/Properties/MetricName")))
                .toList();

        assertThat(counting)
                .extracting(filter -> pipeline.path("Resources")
                        .path(filter.at("/Properties/LogGroupName/Ref").asText())
                        .at("/Properties/LogGroupName")
                        .asText())
                .containsExactlyInAnyOrderElementsOf(HandlerTable.handlers().stream()
                        .map(handler -> "/aws/lambda/landfall-" + handler.name())
                        .toList());
    }

    /** A gate's state ends by its limit nine times while the gate is open, and asks again: nobody is to be woken by that. */
    @Test
    void gateThatAsksAgainIsNoSilence() {
        assertThat(resources("AWS::Logs::MetricFilter")
                        .filter(filter -> filter.at("/Properties/MetricTransformations/0/MetricName")
                                .asText()
                                .endsWith("-silent")))
                .isNotEmpty()
                .allSatisfy(filter -> assertThat(
                                filter.at("/Properties/FilterPattern").asText())
                        .isEqualTo("{ ($.type = \"TaskTimedOut\") && (($.details.error != \"States.Timeout\")"
                                + " || ($.details.resource != \"invoke.waitForTaskToken\")) }"));
    }

    /** Notices of its own filter, and no alarms: it decides nothing. */
    @Test
    void escalationAddressHearsItsOwnMailAlone() {
        JsonNode full = Json.MAPPER.valueToTree(SampleConfiguration.FULL
                .assembly()
                .getStackByName(LandfallApp.PIPELINE)
                .getTemplate());
        var subscriptions = full.path("Resources")
                .valueStream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::SNS::Subscription"))
                .filter(subscription ->
                        subscription.at("/Properties/Endpoint").asText().equals("oncall@example.com"))
                .toList();

        assertThat(subscriptions)
                .singleElement()
                .satisfies(subscription -> assertThat(subscription
                                .at("/Properties/FilterPolicy/address/0")
                                .asText())
                        .isEqualTo("oncall@example.com"));
    }

    @Test
    void thePagesOwnErrorsAndRunsLeftOpenHaveAnAlarm() {
        var page = alarm("landfall-approval-page-failing");
        assertThat(page.at("/Properties/MetricName").asText()).isEqualTo("5xx");
        assertThat(page.at("/Properties/Dimensions/0/Name").asText()).isEqualTo("ApiId");
        var left = alarm("landfall-run-left-open");
        assertThat(left.at("/Properties/MetricName").asText()).isEqualTo("ApproximateNumberOfMessagesVisible");
    }

    @Test
    void theQueueOfAbandonedRunsIsEncryptedAndRefusesPlainHttp() {
        assertThat(resources("AWS::SQS::Queue"))
                .singleElement()
                .satisfies(queue -> assertThat(
                                queue.at("/Properties/SqsManagedSseEnabled").asBoolean())
                        .isTrue());
        assertThat(resources("AWS::SQS::QueuePolicy"))
                .singleElement()
                .satisfies(policy -> assertThat(policy.toString()).contains("\"aws:SecureTransport\":\"false\""));
    }

    private static JsonNode alarm(String name) {
        return resources("AWS::CloudWatch::Alarm")
                .filter(alarm -> alarm.at("/Properties/AlarmName").asText().equals(name))
                .toList()
                .getFirst();
    }

    private static Stream<JsonNode> resources(String type) {
        return pipeline.path("Resources")
                .valueStream()
                .filter(resource -> List.of(type).contains(resource.path("Type").asText()));
    }
}
