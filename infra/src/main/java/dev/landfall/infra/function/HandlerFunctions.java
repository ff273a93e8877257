package dev.landfall.infra.function;

import dev.landfall.infra.guard.LandfallRoles;
import dev.landfall.infra.pipeline.LogGroups;
import dev.landfall.infra.pipeline.TargetNetwork;
import dev.landfall.model.definition.FunctionTimes;
import dev.landfall.model.rights.Handler;
import dev.landfall.model.rights.HandlerTable;
import dev.landfall.model.rights.ResourceNames;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** One function for each handler: its own role, its own log group, and the time that its states give it. */
public final class HandlerFunctions extends Construct {

    private static final int PLAIN_MIB = 512;
    /** More where the Kubernetes client's classes are loaded: memory is also processor time. */
    private static final int KUBERNETES_MIB = 1024;

    private final Map<String, Function> functions = new LinkedHashMap<>();
    private final Map<String, LogGroup> logs = new LinkedHashMap<>();

    /**
     * What all functions share.
     *
     * @param environment their variables
     * @param names for their policies
     * @param network empty until the target stands
     * @param times how long each function may work
     */
    public record Shared(
            Code code,
            Map<String, String> environment,
            ResourceNames names,
            Optional<TargetNetwork> network,
            FunctionTimes times,
            LogGroups logs) {}

    public HandlerFunctions(Construct scope, String id, Shared shared) {
        super(scope, id);
        HandlerTable.handlers().forEach(handler -> functions.put(handler.name(), function(handler, shared)));
    }

    /** By the handler's name. */
    public Map<String, Function> byName() {
        return Map.copyOf(functions);
    }

    /** Each function's log group, by the handler's name. */
    public Map<String, LogGroup> logs() {
        return Collections.unmodifiableMap(logs);
    }

    public Function get(String handler) {
        var function = functions.get(handler);
        if (function == null) {
            throw new IllegalArgumentException("No handler is named " + handler);
        }
        return function;
    }

    private Function function(Handler handler, Shared shared) {
        var group = shared.logs()
                .create(
                        this,
                        handler.name() + "Logs",
                        "/aws/lambda/" + shared.logs().deployment().named(handler.name()));
        logs.put(handler.name(), group);
        var role = Role.Builder.create(this, handler.name() + "Role")
                .roleName(new LandfallRoles(Stack.of(this), shared.logs().deployment()).name(handler.name()))
                .description("Landfall: the function " + handler.name())
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        FunctionPolicy.statements(
                        Stack.of(this), handler.grants(), shared.names().with("ownRole", role.getRoleArn()))
                .forEach(role::addToPolicy);
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                .resources(List.of(group.getLogGroupArn()))
                .build());
        var function = Function.Builder.create(this, handler.name())
                .functionName(shared.logs().deployment().named(handler.name()))
                .description("Landfall: " + handler.name())
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .code(shared.code())
                .handler("dev.landfall.handler." + handler.name() + "::handleRequest")
                .role(role)
                .logGroup(group)
                .tracing(Tracing.ACTIVE)
                .timeout(Duration.seconds(shared.times().seconds(handler.name())))
                .memorySize(handler.reachesKubernetes() ? KUBERNETES_MIB : PLAIN_MIB)
                .environment(environment(handler.name(), shared.environment()))
                // Only the page is waited for by a person; a state can wait a second for its function.
                .snapStart(
                        handler.name().equals(HandlerTable.APPROVAL_PAGE) ? SnapStartConf.ON_PUBLISHED_VERSIONS : null)
                .build();
        Annotations.of(function)
                .acknowledgeWarning(
                        "@aws-cdk/aws-lambda:snapStartRequirePublish",
                        "ApprovalSite publishes the version that answers.");
        shared.network().filter(network -> handler.inVpc()).ifPresent(network -> attach(function, role, network));
        return function;
    }

    private static Map<String, String> environment(String handler, Map<String, String> shared) {
        var own = new LinkedHashMap<>(shared);
        if (handler.equals(HandlerTable.APPROVAL_PAGE)) {
            // Its address depends on the function, so the function cannot depend on its address.
            own.remove("LANDFALL_PAGE_URL");
        }
        return own;
    }

    private void attach(Function function, Role role, TargetNetwork network) {
        var stack = Stack.of(this);
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of(
                        "ec2:AssignPrivateIpAddresses",
                        "ec2:CreateNetworkInterface",
                        "ec2:DeleteNetworkInterface",
                        "ec2:UnassignPrivateIpAddresses"))
                .resources(List.of(
                        "arn:%s:ec2:%s:%s:*/*".formatted(stack.getPartition(), stack.getRegion(), stack.getAccount())))
                .build());
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of(
                        "ec2:DescribeNetworkInterfaces",
                        "ec2:DescribeSecurityGroups",
                        "ec2:DescribeSubnets",
                        "ec2:DescribeVpcs"))
                .resources(List.of("*"))
                .build());
        var resource = (CfnFunction) function.getNode().getDefaultChild();
        resource.setVpcConfig(CfnFunction.VpcConfigProperty.builder()
                .subnetIds(network.subnets())
                .securityGroupIds(network.securityGroups())
                .build());
        // Lambda checks at creation that the role may attach.
        resource.getNode().addDependency(role);
    }
}
