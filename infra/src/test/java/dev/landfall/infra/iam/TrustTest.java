package dev.landfall.infra.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.infra.SampleConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service takes a role for this account's resources only, where it says for whom it asks. */
class TrustTest {

    /** These do not say it; docs/decisions tells where that was read. */
    private static final String LAMBDA = "lambda.amazonaws.com";

    /** The start of a task: it fetches the image and opens the log, and has no other rights. */
    private static final String STARTS_TASKS = "ExecutionRole";

    private static final Map<String, String> RESOURCES = Map.of(
            "states.amazonaws.com", "arn:aws:states:" + Account.REGION + ":" + Account.ID + ":stateMachine:landfall-",
            "ecs-tasks.amazonaws.com", "arn:aws:ecs:" + Account.REGION + ":" + Account.ID + ":",
            "events.amazonaws.com", "arn:aws:events:" + Account.REGION + ":" + Account.ID + ":rule/",
            "pods.eks.amazonaws.com", "arn:aws:eks:" + Account.REGION + ":" + Account.ID + ":cluster/retool-blueprint");

    @ParameterizedTest
    @EnumSource
    void everyServiceThatSaysForWhomItAsksIsHeldToThisAccount(SampleConfiguration configuration) {
        var held = new ArrayList<String>();
        new Deployed(configuration.assembly())
                .all("AWS::IAM::Role")
                .filter(role -> !role.id().contains(STARTS_TASKS))
                .forEach(role -> role.properties()
                        .at("/AssumeRolePolicyDocument/Statement")
                        .forEach(statement -> check(role.id(), statement, held)));

        assertThat(held).contains("states.amazonaws.com", "ecs-tasks.amazonaws.com");
        if (configuration == SampleConfiguration.FULL) {
            assertThat(held).contains("events.amazonaws.com", "pods.eks.amazonaws.com");
        }
    }

    private static void check(String role, JsonNode statement, List<String> held) {
        var service = statement.at("/Principal/Service").asText();
        if (service.isEmpty() || service.equals(LAMBDA)) {
            return;
        }
        var condition = statement.path("Condition");
        assertThat(condition.path("StringEquals").path("aws:SourceAccount").asText())
                .as(role + " for " + service)
                .isEqualTo(Account.ID);
        assertThat(condition.path("ArnLike").path("aws:SourceArn").asText())
                .as(role + " for " + service)
                .startsWith(RESOURCES.getOrDefault(service, "a service that no test knows"));
        held.add(service);
    }
}
