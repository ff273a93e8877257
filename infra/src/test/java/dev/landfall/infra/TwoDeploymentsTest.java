package dev.landfall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.DeploymentName;
import dev.landfall.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.cxapi.CloudAssembly;

/** Two deployments in one account and region: none has a name that the other has, or may do anything with what is the other's. */
class TwoDeploymentsTest {

    private static final DeploymentName STAGING = new DeploymentName("staging");

    /** Names that count within another resource only, and names of what the deployment does not make. */
    private static final Set<String> RELATIVE = Set.of(
            "AWS::ApiGatewayV2::Stage StageName",
            // Of what it looks at; Landfall's own metrics are counted where they are made.
            "AWS::CloudWatch::Alarm MetricName",
            "AWS::EKS::AccessEntry ClusterName",
            "AWS::EKS::PodIdentityAssociation ClusterName",
            "AWS::IAM::Policy PolicyName",
            "AWS::Lambda::Alias Name",
            "AWS::SNS::Topic DisplayName");

    private static final List<JsonNode> OURS = resources(TestStacks.exampleAssembly());
    private static final List<JsonNode> THEIRS = resources(TestStacks.with(Map.of("name", STAGING.value())));

    @Test
    void noExplicitNameOfOneIsOneOfTheOther() {
        var ours = names(OURS);
        var theirs = names(THEIRS);

        assertThat(ours).hasSizeGreaterThan(100).hasSameSizeAs(theirs).doesNotContainAnyElementsOf(theirs);
        assertThat(ours).allMatch(name -> name.contains("landfall"));
    }

    @Test
    void stacksHaveNamesOfTheirOwn() {
        assertThat(TestStacks.exampleAssembly().getStacks())
                .extracting(stack -> stack.getStackName())
                .containsExactlyInAnyOrder("LandfallEvidence", "LandfallPipeline");
        assertThat(TestStacks.with(Map.of("name", STAGING.value())).getStacks())
                .extracting(stack -> stack.getStackName())
                .containsExactlyInAnyOrder("staging-LandfallEvidence", "staging-LandfallPipeline");
    }

    @Test
    void functionsLearnTheirDeployment() {
        assertThat(variables(OURS)).containsOnly("landfall");
        assertThat(variables(THEIRS)).containsOnly("staging");
    }

    @Test
    void neitherMayDoAnythingWithWhatIsTheOthers() {
        assertThat(allowed(OURS, THEIRS, STAGING)).isEmpty();
        assertThat(allowed(THEIRS, OURS, DeploymentName.DEFAULT)).isEmpty();
    }

    /** Otherwise the test above would pass where nothing is looked at. */
    @Test
    void eachMayDoSoWithItsOwn() {
        assertThat(allowed(OURS, OURS, DeploymentName.DEFAULT))
                .anyMatch(each -> each.contains("states:DescribeExecution"))
                .anyMatch(each -> each.contains("secretsmanager:CreateSecret"))
                .anyMatch(each -> each.contains("rds:CreateDBSnapshot"));
    }

    /** What the policies of one allow on things of another, of what a name alone tells apart. */
    private static List<String> allowed(List<JsonNode> mine, List<JsonNode> others, DeploymentName other) {
        var account = "eu-west-1:111122223333:";
        var things = Stream.concat(
                        Stream.of(
                                "arn:aws:secretsmanager:" + account + "secret:" + other.path("kit/jwt-secret-AbCdEf"),
                                "arn:aws:rds:" + account + "snapshot:" + other.named("run-1-retool-snapshot"),
                                "arn:aws:rds:" + account + "cluster-snapshot:" + other.named("run-1-retool-snapshot")),
                        others.stream().flatMap(resource -> arns(resource, account)))
                .toList();
        var found = new ArrayList<String>();
        for (var statement : statements(mine)) {
            for (var action : texts(statement.path("Action"))) {
                for (var pattern : texts(statement.path("Resource"))) {
                    if (!pattern.equals("*")) {
                        things.stream()
                                .filter(thing -> matches(pattern, thing))
                                .forEach(thing -> found.add(action + " on " + thing));
                    }
                }
            }
        }
        return found;
    }

    private static Stream<String> arns(JsonNode resource, String account) {
        var properties = resource.path("Properties");
        return switch (resource.path("Type").asText()) {
            case "AWS::Lambda::Function" ->
                properties.path("FunctionName").isTextual()
                        ? Stream.of("arn:aws:lambda:" + account + "function:"
                                + properties.path("FunctionName").asText())
                        : Stream.empty();
            case "AWS::StepFunctions::StateMachine" -> {
                var name = properties.path("StateMachineName").asText();
                yield Stream.of(
                        "arn:aws:states:" + account + "stateMachine:" + name,
                        "arn:aws:states:" + account + "execution:" + name + ":run-1");
            }
            case "AWS::ECS::TaskDefinition" ->
                Stream.of("arn:aws:ecs:" + account + "task-definition/"
                        + properties.path("Family").asText() + ":1");
            case "AWS::Logs::LogGroup" ->
                Stream.of("arn:aws:logs:" + account + "log-group:"
                        + properties.path("LogGroupName").asText() + ":*");
            default -> Stream.empty();
        };
    }

    private static boolean matches(String pattern, String arn) {
        var expression = Stream.of(pattern.split("\\*", -1))
                .map(java.util.regex.Pattern::quote)
                .collect(Collectors.joining(".*"));
        return arn.matches(expression);
    }

    private static List<JsonNode> statements(List<JsonNode> resources) {
        return resources.stream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::IAM::Policy"))
                .flatMap(policy ->
                        policy.at("/Properties/PolicyDocument/Statement").valueStream())
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .toList();
    }

    private static List<String> texts(JsonNode oneOrMany) {
        return (oneOrMany.isArray() ? oneOrMany.valueStream() : Stream.of(oneOrMany))
                .map(TwoDeploymentsTest::text)
                .toList();
    }

    /** With the account's values filled in; what refers to a resource of the same template stays such a reference. */
    private static String text(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        if (value.has("Fn::Join")) {
            return value.at("/Fn::Join/1")
                    .valueStream()
                    .map(TwoDeploymentsTest::text)
                    .collect(Collectors.joining(value.at("/Fn::Join/0").asText()));
        }
        return switch (value.path("Ref").asText()) {
            case "AWS::Partition" -> "aws";
            case "AWS::Region" -> "eu-west-1";
            case "AWS::AccountId" -> "111122223333";
            default -> "<" + value + ">";
        };
    }

    private static Set<String> names(List<JsonNode> resources) {
        var names = new TreeSet<String>();
        for (var resource : resources) {
            var type = resource.path("Type").asText();
            resource.path("Properties").properties().forEach(property -> {
                var key = property.getKey();
                var isName = key.endsWith("Name") || key.equals("Family");
                if (isName && property.getValue().isTextual() && !RELATIVE.contains(type + " " + key)) {
                    names.add(type + " " + property.getValue().asText());
                }
            });
            resource.at("/Properties/MetricTransformations")
                    .forEach(metric ->
                            names.add("metric " + metric.path("MetricNamespace").asText() + " "
                                    + metric.path("MetricName").asText()));
            if (resource.path("Properties").has("ServiceAccount")) {
                names.add("service account "
                        + resource.at("/Properties/Namespace").asText() + "/"
                        + resource.at("/Properties/ServiceAccount").asText());
            }
        }
        return names;
    }

    private static Set<String> variables(List<JsonNode> resources) {
        return resources.stream()
                .filter(resource -> resource.at("/Properties/Handler").asText().startsWith("dev.landfall."))
                .map(function -> function.at("/Properties/Environment/Variables")
                        .path(DeploymentName.VARIABLE)
                        .asText())
                .collect(Collectors.toSet());
    }

    private static List<JsonNode> resources(CloudAssembly assembly) {
        return assembly.getStacks().stream()
                .flatMap(stack -> Json.MAPPER
                        .<JsonNode>valueToTree(stack.getTemplate())
                        .path("Resources")
                        .valueStream())
                .toList();
    }
}
