package dev.landfall.infra.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.infra.SampleConfiguration;
import dev.landfall.model.rights.HandlerTable;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every call that Landfall makes is allowed by the policies that a deployment makes, in every configuration, on the ARNs
 * that this configuration leads to. Neither moto nor the local world asks.
 */
@NeedsTier(Tier.LINT)
class PolicyEvaluationIT {

    /** As a platform team writes it: services by name, and no way to more rights. */
    static final Map<String, String> BOUNDARIES = Map.of(Account.global("iam", "policy/platform-boundary"), """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Resource": "*", "Action": ["acm:*", "application-autoscaling:*", "cloudtrail:*", "ec2:*", "ecr:*",
                "ecs:*", "eks:*", "elasticloadbalancing:*", "events:*", "kms:*", "lambda:*", "logs:*", "rds:*", "route53:*", "s3:*",
                "scheduler:*", "secretsmanager:*", "sns:*", "sqs:*", "ssm:*", "states:*", "wafv2:*", "xray:*",
                "iam:Get*", "iam:List*", "iam:PassRole", "iam:SimulatePrincipalPolicy"]},
              {"Effect": "Deny", "Resource": "*", "Action": ["kms:ScheduleKeyDeletion", "rds:Delete*"]}]}""");

    private static Evaluation evaluation(Deployed deployed) {
        return new Evaluation(deployed, BOUNDARIES);
    }

    @Test
    void everyCallIsAllowedInEveryConfiguration() throws IOException, InterruptedException {
        int calls = 0;
        var refused = new LinkedHashMap<String, String>();
        for (var configuration : SampleConfiguration.values()) {
            var deployed = new Deployed(configuration.assembly());
            var requests = new Requests(configuration, deployed);
            var all = Stream.of(
                            requests.ofFunctions(),
                            requests.ofMachines(),
                            new MoverRequests(configuration, deployed).all())
                    .flatMap(List::stream)
                    .toList();
            calls += all.size();
            evaluation(deployed)
                    .refused(all)
                    .forEach((request, how) -> refused.put(configuration + ": " + request, how));
        }
        System.out.printf(
                "policy evaluation: %d calls x %d functions in %d configurations checked, %d denied%n",
                calls, HandlerTable.handlers().size(), SampleConfiguration.values().length, refused.size());

        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatNobodyMayDoIsRefused(SampleConfiguration configuration) throws IOException, InterruptedException {
        var deployed = new Deployed(configuration.assembly());
        var forbidden = new ForbiddenRequests(configuration, deployed).all();

        var refused = evaluation(deployed).refused(forbidden);

        var allowed = new ArrayList<>(forbidden);
        allowed.removeAll(refused.keySet());
        assertThat(allowed).isEmpty();
        assertThat(refused).isNotEmpty();
    }

    @Test
    void aRoleMayDoNoMoreThanItsBoundary() throws IOException, InterruptedException {
        var deployed = new Deployed(SampleConfiguration.FULL.assembly());
        var role = new Requests(SampleConfiguration.FULL, deployed).roleOf("Freeze");
        var asked = List.of(
                new Request(role, "ecs:UpdateService", Source.service("retool"), "Freeze"),
                new Request(role, "ecs:DescribeServices", Source.service("retool"), "Freeze"));
        var narrow = Map.of(Account.global("iam", "policy/platform-boundary"), """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*", "Action": "ecs:Describe*"}]}""");

        assertThat(new Evaluation(deployed, narrow).refused(asked)).containsOnlyKeys(asked.getFirst());
        assertThat(evaluation(deployed).refused(asked)).isEmpty();
    }

    /** The evaluator would take it for a condition that is not met, and a Deny under it would be lost. */
    @Test
    void aConditionThatIamDoesNotKnowEndsTheEvaluation() {
        var deployed = new Deployed(SampleConfiguration.FULL.assembly());
        var role = new Requests(SampleConfiguration.FULL, deployed).roleOf("Freeze");
        var asked = List.of(new Request(role, "ecs:UpdateService", Source.service("retool"), "Freeze"));
        var misspelt = Map.of(Account.global("iam", "policy/platform-boundary"), """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*", "Action": "*"},
                  {"Effect": "Deny", "Resource": "*", "Action": "ecs:*",
                   "Condition": {"StringIs": {"aws:RequestedRegion": "eu-central-1"}}}]}""");

        assertThatThrownBy(() -> new Evaluation(deployed, misspelt).refused(asked))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("iam.js");
    }
}
