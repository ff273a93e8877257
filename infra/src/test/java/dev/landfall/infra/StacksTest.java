package dev.landfall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.infra.function.WildcardReason;
import dev.landfall.model.Json;
import dev.landfall.model.definition.DefinitionFile;
import dev.landfall.model.definition.WatchedEnds;
import dev.landfall.model.rights.Handler;
import dev.landfall.model.rights.HandlerTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.cxapi.CloudAssembly;

/** What the stacks are meant to hold, whatever resources that takes. */
class StacksTest {

    private static JsonNode evidence;
    private static JsonNode pipeline;

    @BeforeAll
    static void synthesize() {
        var assembly = TestStacks.exampleAssembly();
        evidence = Json.MAPPER.valueToTree(
                assembly.getStackByName(LandfallApp.EVIDENCE).getTemplate());
        pipeline = Json.MAPPER.valueToTree(
                assembly.getStackByName(LandfallApp.PIPELINE).getTemplate());
    }

    @Test
    void noBucketCanBePublicAndEachRefusesPlainHttp() {
        assertThat(resources("AWS::S3::Bucket")).hasSize(2).allSatisfy(bucket -> {
            var blocked = bucket.at("/Properties/PublicAccessBlockConfiguration");
            assertThat(blocked.valueStream()).hasSize(4).allMatch(JsonNode::asBoolean);
            assertThat(bucket.at("/Properties/BucketEncryption").isMissingNode())
                    .isFalse();
        });
        assertThat(resources("AWS::S3::BucketPolicy"))
                .hasSize(2)
                .allSatisfy(policy -> assertThat(policy.toString())
                        .contains("\"aws:SecureTransport\":\"false\"")
                        .contains("s3:TlsVersion"));
    }

    @Test
    void evidenceOutlivesItsStackAndThePipelineDoesNot() {
        assertThat(resources(evidence, "AWS::S3::Bucket")).allMatch(StacksTest::isRetained);
        assertThat(resources(evidence, "AWS::KMS::Key")).hasSize(4).allMatch(StacksTest::isRetained);
        assertThat(pipeline.path("Resources").valueStream()).noneMatch(StacksTest::isRetained);
    }

    @Test
    void reportsStayAndDataSegmentsExpire() {
        var rules = resources(evidence, "AWS::S3::Bucket")
                .flatMap(bucket ->
                        bucket.at("/Properties/LifecycleConfiguration/Rules").valueStream())
                .filter(rule -> rule.has("ExpirationInDays")
                        && !rule.path("Id").asText().equals("expire"));

        assertThat(rules).singleElement().satisfies(rule -> {
            assertThat(rule.path("ExpirationInDays").asInt()).isEqualTo(EvidenceStack.DATA_DAYS);
            assertThat(rule.path("TagFilters").toString()).isEqualTo("[{\"Key\":\"landfall\",\"Value\":\"data\"}]");
        });
    }

    @Test
    void everyMachineNamesTheBucketOfItsRuns() {
        assertThat(resources("AWS::StepFunctions::StateMachine"))
                .isNotEmpty()
                .allMatch(machine -> machine.at("/Properties/Tags")
                        .valueStream()
                        .anyMatch(tag -> tag.path("Key").asText().equals("landfall:run-bucket")));
    }

    @Test
    void everyLogGroupHasARetentionAndGoesWithTheStack() {
        assertThat(resources("AWS::Logs::LogGroup"))
                .isNotEmpty()
                .allMatch(group -> group.at("/Properties/RetentionInDays").asInt() == 90)
                .allMatch(group -> group.path("DeletionPolicy").asText().equals("Delete"));
    }

    @Test
    void everyHandlerHasAFunctionOfItsOwnRoleLogsAndTracing() {
        var functions = handlers();

        assertThat(functions)
                .extracting(function -> function.at("/Properties/FunctionName").asText())
                .containsExactlyInAnyOrderElementsOf(HandlerTable.handlers().stream()
                        .map(handler -> "landfall-" + handler.name())
                        .toList());
        assertThat(functions).allSatisfy(function -> {
            assertThat(function.at("/Properties/Runtime").asText()).isEqualTo("java25");
            assertThat(function.at("/Properties/Architectures/0").asText()).isEqualTo("arm64");
            assertThat(function.at("/Properties/TracingConfig/Mode").asText()).isEqualTo("Active");
            assertThat(function.at("/Properties/LoggingConfig/LogGroup").isMissingNode())
                    .isFalse();
            assertThat(function.at("/Properties/Environment/Variables").properties())
                    .extracting(Map.Entry::getKey)
                    .contains("LANDFALL_BUCKET", "LANDFALL_KEY_ARN", "LANDFALL_TOPIC_ARN");
        });
        assertThat(functions)
                .extracting(function -> function.at("/Properties/Role").toString())
                .doesNotHaveDuplicates();
    }

    @Test
    void aFunctionHasTheTimeOfItsState() {
        assertThat(handler("Validate").at("/Properties/Timeout").asInt()).isEqualTo(600);
        assertThat(handler("OpenRun").at("/Properties/Timeout").asInt()).isEqualTo(60);
        // Its state waits a day for the token; the function only starts the Job.
        assertThat(handler("RestoreDatabase").at("/Properties/Timeout").asInt()).isEqualTo(60);
    }

    /** Else a state ends before its function can say why, and its cause is empty. */
    @Test
    void everyStateOutlastsItsFunction() throws IOException {
        var checked = new TreeSet<String>();
        for (var machine :
                DefinitionFile.in(TestStacks.ROOT.resolve("statemachine")).values()) {
            machine.findParents("FunctionName").forEach(arguments -> {
                var function = arguments.path("FunctionName").asText().replaceAll("[${}]", "");
                var state = state(machine, arguments);
                // CheckFunction calls them all; a function's check of itself ends by its own clock, not by its state's.
                if (state.path("TimeoutSeconds").isInt() && !function.startsWith("%")) {
                    checked.add(function);
                    assertThat(state.path("TimeoutSeconds").asInt())
                            .as(function)
                            .isGreaterThanOrEqualTo(
                                    handler(function).at("/Properties/Timeout").asInt() + 30);
                }
            });
        }
        assertThat(checked).hasSizeGreaterThan(30);
    }

    private static JsonNode state(JsonNode machine, JsonNode arguments) {
        return machine.findParents("Arguments").stream()
                .filter(state -> state.get("Arguments") == arguments)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void exactlyThoseFunctionsAreInTheVpcThatReachWhatIsInside() {
        assertThat(handlers().stream()
                        .filter(function -> function.at("/Properties/VpcConfig").has("SubnetIds"))
                        .map(function -> function.at("/Properties/FunctionName").asText()))
                .containsExactlyInAnyOrderElementsOf(HandlerTable.handlers().stream()
                        .filter(Handler::inVpc)
                        .map(handler -> "landfall-" + handler.name())
                        .toList());
    }

    @Test
    void noActionHasAStarAndThoseOnEverythingHaveAReason() {
        var onEverything = new TreeSet<String>();
        assertThat(statements()).isNotEmpty().allSatisfy(statement -> {
            for (var action : texts(statement.path("Action"))) {
                assertThat(action).doesNotContain("*");
                if (texts(statement.path("Resource")).contains("*")) {
                    onEverything.add(action);
                }
            }
        });

        // Step Functions' delivery of logs knows no resource either; CDK grants it.
        onEverything.removeIf(action -> action.startsWith("logs:"));
        assertThat(WildcardReason.REASONS.keySet()).containsAll(onEverything);
    }

    /** Its own role only: what others may do is nobody's to ask. */
    @Test
    void everyFunctionMayAskWhatItsOwnRoleMayDo() {
        var asking = resources("AWS::IAM::Policy")
                .flatMap(policy -> policy.at("/Properties/PolicyDocument/Statement")
                        .valueStream()
                        .filter(statement -> texts(statement.path("Action")).contains("iam:SimulatePrincipalPolicy"))
                        .map(statement ->
                                statement.path("Resource").at("/Fn::GetAtt/0").asText() + " "
                                        + policy.at("/Properties/Roles/0/Ref").asText()))
                .toList();

        assertThat(asking)
                .hasSize(HandlerTable.handlers().size())
                .doesNotHaveDuplicates()
                .allSatisfy(pair -> assertThat(pair.split(" ")[0]).isEqualTo(pair.split(" ")[1]));
    }

    /** The published version that approvers meet sleeps by itself, whatever the unpublished one does. */
    @Test
    void thePageIsCheckedInTheVersionThatAnswers() {
        var called = resources("AWS::IAM::Policy")
                .flatMap(policy ->
                        policy.at("/Properties/PolicyDocument/Statement").valueStream())
                .filter(statement -> texts(statement.path("Action")).contains("lambda:InvokeFunction"))
                .flatMap(statement -> statement.path("Resource").valueStream())
                .map(JsonNode::toString)
                .toList();

        assertThat(called)
                .anyMatch(arn -> arn.contains("ApprovalsLive"))
                .noneMatch(arn -> arn.matches(".*FunctionsApprovalPage[0-9A-F]{8}.*"));
    }

    /** Whoever may, brings a group back with a last line after its removal; the next deployment then cannot make it. */
    @Test
    void nobodyMayMakeALogGroup() {
        assertThat(statements())
                .noneMatch(statement -> texts(statement.path("Action")).contains("logs:CreateLogGroup"));
        assertThat(resources("AWS::IAM::Role"))
                .allSatisfy(role -> assertThat(
                                role.at("/Properties/ManagedPolicyArns").toString())
                        .doesNotContain("AWSLambdaBasicExecutionRole"));
    }

    @Test
    void functionsInTheVpcAreToldItsSubnetsAndTheRuleThatLetsThemInIsShown() {
        assertThat(handlers())
                .allSatisfy(function -> assertThat(function.at("/Properties/Environment/Variables/LANDFALL_SUBNETS")
                                .toString())
                        .contains("subnetIds.0", "subnetIds.1"));
        assertThat(pipeline.at("/Outputs/LetFunctionsIn/Value").toString())
                .contains("authorize-security-group-ingress", "clusterSecurityGroupId");
    }

    @Test
    void mailGoesToTheOneAddressThatItIsFor() {
        assertThat(resources("AWS::SNS::Subscription")
                        .filter(subscription -> subscription
                                .at("/Properties/FilterPolicy/address")
                                .isArray())
                        .map(subscription ->
                                subscription.at("/Properties/Endpoint").asText() + " "
                                        + subscription
                                                .at("/Properties/FilterPolicy/address/0")
                                                .asText()))
                .containsExactlyInAnyOrder("alice@example.com alice@example.com", "bob@example.com bob@example.com");
    }

    @Test
    void theMoverWritesNowhereButInItsScratchFolder() {
        assertThat(resources("AWS::ECS::TaskDefinition")).singleElement().satisfies(task -> {
            var container = task.at("/Properties/ContainerDefinitions/0");
            assertThat(container.path("ReadonlyRootFilesystem").asBoolean()).isTrue();
            assertThat(container.at("/MountPoints/0/ContainerPath").asText()).isEqualTo("/tmp");
        });
    }

    @Test
    void whereNothingIsNamedBothPlatformsAreBuiltAndTheNodesDecide() {
        assertThat(platforms(TestStacks.exampleAssembly())).containsExactlyInAnyOrder("linux/amd64", "linux/arm64");
        assertThat(imageVariables(pipeline))
                .containsExactly("LANDFALL_MOVER_IMAGE_AMD64", "LANDFALL_MOVER_IMAGE_ARM64");
        assertThat(taskArchitecture(pipeline)).isEqualTo("ARM64");
    }

    @ParameterizedTest
    @CsvSource({"amd64, X86_64", "arm64, ARM64"})
    void whereThePlatformIsNamedOneImageDoesForTaskAndJobs(String named, String ofTheTask) {
        var assembly = TestStacks.with("target", Map.of("architecture", named));
        var template = pipeline(assembly);

        assertThat(platforms(assembly)).containsExactly("linux/" + named);
        assertThat(imageVariables(template)).containsExactly("LANDFALL_MOVER_IMAGE_" + named.toUpperCase(Locale.ROOT));
        assertThat(taskArchitecture(template)).isEqualTo(ofTheTask);
    }

    @Test
    void onFargateTheOneImageIsForWhatItHasAndTheAccountNamesItsRole() {
        var assembly = TestStacks.with(
                "target", Map.of("oidcProvider", "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF"));
        var template = pipeline(assembly);

        assertThat(platforms(assembly)).containsExactly("linux/amd64");
        assertThat(taskArchitecture(template)).isEqualTo("X86_64");
        assertThat(handlers(template))
                .allSatisfy(
                        function -> assertThat(function.at("/Properties/Environment/Variables/LANDFALL_JOB_ROLE_ARN")
                                        .toString())
                                .contains("MoverJobRole"));
        assertThat(handlers())
                .as("EKS binds role and account by Pod Identity")
                .allSatisfy(function -> assertThat(
                                function.at("/Properties/Environment/Variables").has("LANDFALL_JOB_ROLE_ARN"))
                        .isFalse());
    }

    @Test
    void taskHasAPlatformOfItsOwnWhereThatIsNamed() {
        var assembly = TestStacks.with("source", Map.of("architecture", "amd64"));

        assertThat(taskArchitecture(pipeline(assembly))).isEqualTo("X86_64");
        assertThat(platforms(assembly)).as("for the Jobs").contains("linux/arm64");
    }

    /** Of the images that a deployment would build. */
    private static List<String> platforms(CloudAssembly assembly) {
        var file = Path.of(assembly.getDirectory()).resolve(LandfallApp.PIPELINE + ".assets.json");
        try {
            return Json.MAPPER
                    .readTree(file.toFile())
                    .path("dockerImages")
                    .valueStream()
                    .map(image -> image.at("/source/platform").asText())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> imageVariables(JsonNode template) {
        return handlers(template).stream()
                .flatMap(function ->
                        function.at("/Properties/Environment/Variables").propertyStream())
                .map(Map.Entry::getKey)
                .filter(name -> name.startsWith("LANDFALL_MOVER_IMAGE"))
                .distinct()
                .sorted()
                .toList();
    }

    private static String taskArchitecture(JsonNode template) {
        return resources(template, "AWS::ECS::TaskDefinition")
                .map(task ->
                        task.at("/Properties/RuntimePlatform/CpuArchitecture").asText())
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode pipeline(CloudAssembly assembly) {
        return Json.MAPPER.valueToTree(
                assembly.getStackByName(LandfallApp.PIPELINE).getTemplate());
    }

    @Test
    void theTaskIsAsLargeAsTheMoverAndItsHeapAsItsWorkers() {
        assertThat(resources(pipeline(TestStacks.with("mover", Map.of("cpu", 8))), "AWS::ECS::TaskDefinition"))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.at("/Properties/Cpu").asText()).isEqualTo("8192");
                    assertThat(task.at("/Properties/Memory").asText()).isEqualTo("16384");
                    assertThat(task.at("/Properties/ContainerDefinitions/0/Environment/0/Value")
                                    .asText())
                            .isEqualTo("192m");
                });
    }

    @Test
    void accessToTheClusterEndsAtTheNamespace() {
        assertThat(resources("AWS::EKS::AccessEntry")).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.at("/Properties/AccessPolicies")).isNotEmpty().allSatisfy(policy -> {
                assertThat(policy.at("/AccessScope/Type").asText()).isEqualTo("namespace");
                assertThat(texts(policy.at("/AccessScope/Namespaces"))).containsExactly("acme-retool");
            });
        });
    }

    @Test
    void jobsTakeTheirRoleByPodIdentityUnlessAProviderIsNamed() {
        assertThat(resources("AWS::EKS::PodIdentityAssociation"))
                .singleElement()
                .satisfies(bound -> {
                    assertThat(bound.at("/Properties/ServiceAccount").asText()).isEqualTo("landfall-mover");
                    assertThat(bound.at("/Properties/Namespace").asText()).isEqualTo("acme-retool");
                });
    }

    @Test
    void onFargateJobsTakeTheirRoleByTheTokenOfTheirOwnServiceAccount() {
        var issuer = "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF";
        var template = Json.MAPPER.valueToTree(TestStacks.with("target", Map.of("oidcProvider", issuer))
                .getStackByName(LandfallApp.PIPELINE)
                .getTemplate());
        var all = template.path("Resources").valueStream().toList();

        assertThat(all)
                .as("no node, no agent")
                .noneMatch(resource -> resource.path("Type").asText().equals("AWS::EKS::PodIdentityAssociation"));
        assertThat(all.stream()
                        .map(resource -> resource.at("/Properties/AssumeRolePolicyDocument/Statement/0"))
                        .filter(statement -> statement.path("Action").asText().equals("sts:AssumeRoleWithWebIdentity")))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.at("/Principal/Federated").toString()).contains(":oidc-provider/" + issuer);
                    assertThat(statement
                                    .at("/Condition/StringEquals")
                                    .path(issuer + ":sub")
                                    .asText())
                            .isEqualTo("system:serviceaccount:acme-retool:landfall-mover");
                    assertThat(statement
                                    .at("/Condition/StringEquals")
                                    .path(issuer + ":aud")
                                    .asText())
                            .isEqualTo("sts.amazonaws.com");
                });
        assertThat(template.path("Outputs").has("MoverJobRole")).isTrue();
    }

    @Test
    void executionDataIsNotLoggedBecauseItHoldsTaskTokens() {
        assertThat(resources("AWS::StepFunctions::StateMachine")).isNotEmpty().allSatisfy(machine -> {
            assertThat(machine.at("/Properties/LoggingConfiguration/Level").asText())
                    .isEqualTo("ALL");
            assertThat(machine.at("/Properties/LoggingConfiguration/IncludeExecutionData")
                            .asBoolean())
                    .isFalse();
            assertThat(machine.at("/Properties/TracingConfiguration/Enabled").asBoolean())
                    .isTrue();
        });
    }

    @Test
    void rehearsalAndChecksRunByTheClockWhereThatIsAskedFor() {
        var asked = TestStacks.with(Map.of(
                "nightlyRehearsal", "cron(0 3 * * ? *)",
                "nightlyPreflight", "cron(0 4 * * ? *)"));
        var rules = asked.getStackByName(LandfallApp.PIPELINE).getTemplate();
        var byTheClock = Json.MAPPER
                .valueToTree(rules)
                .path("Resources")
                .valueStream()
                .filter(resource -> resource.at("/Properties").has("ScheduleExpression"))
                .collect(Collectors.toMap(
                        resource ->
                                resource.at("/Properties/ScheduleExpression").asText(),
                        resource -> resource.at("/Properties/Targets/0/Input").asText()));

        assertThat(byTheClock)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "cron(0 3 * * ? *)", "{\"mode\":\"rehearsal\",\"scheduled\":true}",
                        "cron(0 4 * * ? *)", "{\"mode\":\"preflight\",\"scheduled\":true}"));
    }

    @Test
    void aRoleIsPassedOnlyToTheServiceThatNeedsIt() {
        var passing = resources("AWS::IAM::Policy")
                .flatMap(policy ->
                        policy.at("/Properties/PolicyDocument/Statement").valueStream())
                .filter(statement -> statement.path("Action").toString().contains("iam:PassRole"))
                .map(statement -> statement
                        .at("/Condition/StringEquals")
                        .path("iam:PassedToService")
                        .asText())
                .toList();

        assertThat(passing)
                .as("a task is run with its roles; no schedule of this configuration has one")
                .containsOnly("ecs-tasks.amazonaws.com");
    }

    @Test
    void anEndedExecutionIsToldToTheOneThatClosesItsRun() {
        assertThat(resources("AWS::Events::Rule")).singleElement().satisfies(rule -> {
            assertThat(texts(rule.at("/Properties/EventPattern/detail/status")))
                    .as("the local world calls the watch after the same ends")
                    .containsExactlyElementsOf(WatchedEnds.STATUSES)
                    .containsExactly("FAILED", "TIMED_OUT", "ABORTED");
            assertThat(rule.at("/Properties/EventPattern/detail/stateMachineArn"))
                    .as("of every machine, as in the local world")
                    .hasSameSizeAs(resources("AWS::StepFunctions::StateMachine").toList());
            assertThat(rule.at("/Properties/Targets/0/InputTransformer/InputTemplate")
                            .asText())
                    .contains("\"runId\":<")
                    .contains("\"status\":<");
        });
    }

    /** Whatever has no route of these is answered by API Gateway and calls nothing. */
    @Test
    void eachRouteOfThePageHasALimitOfItsOwn() {
        var routes = resources("AWS::ApiGatewayV2::Route")
                .map(route -> route.at("/Properties/RouteKey").asText())
                .toList();
        assertThat(routes).containsExactlyInAnyOrder("GET /approve/{gate}", "POST /approve/{gate}", "GET /health");
        assertThat(resources("AWS::ApiGatewayV2::Stage")).singleElement().satisfies(stage -> {
            var settings = stage.at("/Properties/RouteSettings");
            assertThat(settings.properties()).extracting(Map.Entry::getKey).containsExactlyInAnyOrderElementsOf(routes);
            assertThat(settings).allSatisfy(limits -> {
                assertThat(limits.path("ThrottlingRateLimit").asInt()).isPositive();
                assertThat(limits.path("ThrottlingBurstLimit").asInt()).isPositive();
            });
            assertThat(texts(stage.path("DependsOn")))
                    .as("a stage that names a route before there is one is refused")
                    .filteredOn(name -> name.startsWith("Approvals"))
                    .hasSizeGreaterThanOrEqualTo(routes.size());
        });
    }

    @Test
    void strangersAtThePageTakeNothingFromOtherFunctions() {
        assertThat(handlers())
                .filteredOn(function ->
                        function.at("/Properties/ReservedConcurrentExecutions").isNumber())
                .singleElement()
                .satisfies(page ->
                        assertThat(page.at("/Properties/FunctionName").asText()).isEqualTo("landfall-ApprovalPage"));
    }

    @Test
    void thePageIsThrottledAndItsLogHoldsNoLink() {
        assertThat(resources("AWS::ApiGatewayV2::Stage")).singleElement().satisfies(stage -> {
            assertThat(stage.at("/Properties/DefaultRouteSettings/ThrottlingRateLimit")
                            .asInt())
                    .isPositive();
            assertThat(stage.at("/Properties/AccessLogSettings/Format").toString())
                    .contains("$context.routeKey")
                    .doesNotContain("$context.path");
        });
    }

    @Test
    void eachMachineHasItsThreeAlarms() {
        assertThat(resources("AWS::CloudWatch::Alarm")
                        .map(alarm -> alarm.at("/Properties/AlarmName").asText()))
                .contains(
                        "landfall-migrate-failed",
                        "landfall-migrate-heartbeat-lost",
                        "landfall-migrate-gate-about-to-expire",
                        "landfall-rollback-failed");
    }

    private static List<JsonNode> handlers() {
        return handlers(pipeline);
    }

    private static List<JsonNode> handlers(JsonNode template) {
        return resources(template, "AWS::Lambda::Function")
                .filter(function -> function.at("/Properties/Handler").asText().startsWith("dev.landfall."))
                .toList();
    }

    private static JsonNode handler(String name) {
        return handlers().stream()
                .filter(function ->
                        function.at("/Properties/FunctionName").asText().equals("landfall-" + name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> statements() {
        return Stream.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
                .flatMap(StacksTest::resources)
                .flatMap(policy ->
                        policy.at("/Properties/PolicyDocument/Statement").valueStream());
    }

    private static Stream<JsonNode> resources(String type) {
        return Stream.of(evidence, pipeline).flatMap(template -> resources(template, type));
    }

    private static Stream<JsonNode> resources(JsonNode template, String type) {
        return template.path("Resources")
                .valueStream()
                .filter(resource -> resource.path("Type").asText().equals(type));
    }

    private static boolean isRetained(JsonNode resource) {
        return resource.path("DeletionPolicy").asText().equals("Retain");
    }

    private static List<String> texts(JsonNode oneOrMany) {
        return oneOrMany.isArray()
                ? oneOrMany.valueStream().map(JsonNode::asText).toList()
                : List.of(oneOrMany.asText());
    }
}
