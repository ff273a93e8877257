package dev.landfall.infra.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.infra.SampleConfiguration;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every alarm reaches somebody and every event its target: from alarm or rule to topic or queue, through its policy, and
 * through the policy of the key that encrypts it. A step that refuses is silent in AWS.
 */
@NeedsTier(Tier.LINT)
class AlarmPathIT {

    private static final Map<String, String> OWN_ACCOUNT = Map.of("aws:SourceAccount", Account.ID);

    @ParameterizedTest
    @EnumSource
    void everyAlarmMayPublishIntoItsTopicAndSomebodyIsSubscribed(SampleConfiguration configuration)
            throws IOException, InterruptedException {
        var deployed = new Deployed(configuration.assembly());
        var requests = new ArrayList<Request>();
        assertThat(deployed.all("AWS::CloudWatch::Alarm")).isNotEmpty().allSatisfy(alarm -> {
            assertThat(alarm.texts("/AlarmActions")).as(alarm.id()).isNotEmpty();
            for (var topic : alarm.texts("/AlarmActions")) {
                requests.addAll(
                        toTopic("cloudwatch.amazonaws.com", topic, deployed, alarm.text("/AlarmName"), OWN_ACCOUNT));
                assertThat(deployed.all("AWS::SNS::Subscription").map(each -> each.text("/TopicArn")))
                        .contains(topic);
            }
        });

        assertThat(new Evaluation(deployed, PolicyEvaluationIT.BOUNDARIES).refused(requests))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyRuleMaySendToItsQueuesAndTopics(SampleConfiguration configuration)
            throws IOException, InterruptedException {
        var deployed = new Deployed(configuration.assembly());
        var requests = new ArrayList<Request>();
        deployed.all("AWS::Events::Rule")
                .forEach(rule -> rule.properties()
                        .path("Targets")
                        .forEach(target -> Stream.of(target.path("Arn"), target.at("/DeadLetterConfig/Arn"))
                                .filter(arn -> !arn.isMissingNode())
                                .forEach(arn -> requests.addAll(fromRule(rule, arn.asText(), deployed)))));
        assertThat(requests).as("CloseAbandonedRun's queue at least").isNotEmpty();

        assertThat(new Evaluation(deployed, PolicyEvaluationIT.BOUNDARIES).refused(requests))
                .isEmpty();
    }

    /** EventBridge's queue holds what it could not hand over; what the function failed on is left to Lambda. */
    @ParameterizedTest
    @EnumSource
    void whatCloseAbandonedRunFailsOnGoesIntoTheQueueToo(SampleConfiguration configuration)
            throws IOException, InterruptedException {
        var deployed = new Deployed(configuration.assembly());
        var function = deployed.one("AWS::Lambda::Function", "/FunctionName", "landfall-CloseAbandonedRun");
        var queue = deployed.all("AWS::SQS::Queue").findFirst().orElseThrow().arn();

        assertThat(deployed.all("AWS::Lambda::EventInvokeConfig"))
                .singleElement()
                .satisfies(config -> {
                    assertThat(config.text("/FunctionName")).isEqualTo(function.reference());
                    assertThat(config.text("/DestinationConfig/OnFailure/Destination"))
                            .isEqualTo(queue);
                });
        assertThat(new Evaluation(deployed, PolicyEvaluationIT.BOUNDARIES)
                        .refused(
                                List.of(new Request(function.text("/Role"), "sqs:SendMessage", queue, "its failures"))))
                .isEmpty();
    }

    private static List<Request> fromRule(Deployed.Resource rule, String target, Deployed deployed) {
        var context = Map.of("aws:SourceAccount", Account.ID, "aws:SourceArn", rule.arn());
        return switch (target.split(":")[2]) {
            case "sns" -> toTopic("events.amazonaws.com", target, deployed, rule.id(), context);
            case "sqs" -> {
                var queue = deployed.all("AWS::SQS::Queue")
                        .filter(each -> each.arn().equals(target))
                        .findFirst()
                        .orElseThrow();
                yield throughKey(
                        new Request("events.amazonaws.com", "sqs:SendMessage", target, context, rule.id()),
                        Optional.of(queue.text("/KmsMasterKeyId")).filter(key -> !key.isEmpty()));
            }
            default -> List.of();
        };
    }

    private static List<Request> toTopic(
            String service, String topic, Deployed deployed, String why, Map<String, String> context) {
        var key = deployed.all("AWS::SNS::Topic")
                .filter(each -> each.reference().equals(topic))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The templates have no topic " + topic))
                .text("/KmsMasterKeyId");
        return throughKey(
                new Request(service, "sns:Publish", topic, context, why),
                Optional.of(key).filter(named -> !named.isEmpty()));
    }

    /** Who sends into what a key encrypts uses the key itself. */
    private static List<Request> throughKey(Request sending, Optional<String> key) {
        var withKey = key.stream()
                .flatMap(arn -> Stream.of("kms:Decrypt", "kms:GenerateDataKey")
                        .map(action -> new Request(sending.by(), action, arn, sending.context(), sending.why())));
        return Stream.concat(Stream.of(sending), withKey).toList();
    }
}
