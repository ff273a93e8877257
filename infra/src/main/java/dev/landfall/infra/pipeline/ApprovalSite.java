package dev.landfall.infra.pipeline;

import dev.landfall.model.DeploymentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/**
 * The approval page behind an HTTP API: three routes and no other, each with its own throttle, with an access log that
 * holds no link. What has no route is answered by API Gateway, and calls nothing.
 */
public final class ApprovalSite extends Construct {

    private static final String SHOW = "GET /approve/{gate}";
    private static final String DECIDE = "POST /approve/{gate}";
    private static final String HEALTH = "GET /health";

    /**
     * All callers of a route share these, so they are what the page can carry, not what a person needs; the function
     * refuses a caller who makes too many requests by themselves.
     */
    private static final Map<String, Throttle> THROTTLES =
            Map.of(SHOW, new Throttle(50, 100), DECIDE, new Throttle(50, 100), HEALTH, new Throttle(5, 10));

    /** For whatever has no entry of its own. */
    private static final Throttle OTHERS = new Throttle(5, 10);

    private record Throttle(int aSecond, int atOnce) {}

    private final HttpApi api;

    public ApprovalSite(Construct scope, String id, DeploymentName deployment) {
        super(scope, id);
        this.api = HttpApi.Builder.create(this, "Api")
                .apiName(deployment.named("approvals"))
                .description("Landfall: the page on which approvers decide")
                .createDefaultStage(false)
                .build();
    }

    /** Ends with a slash; the stage is the default one, so nothing follows. */
    public String address() {
        var stack = Stack.of(this);
        return "https://%s.execute-api.%s.%s/".formatted(api.getApiId(), stack.getRegion(), stack.getUrlSuffix());
    }

    /** Answers of the page with a status of 500 or more. */
    public Metric serverErrors() {
        return api.metricServerError();
    }

    /**
     * Lets a published version answer, which SnapStart has started already; that one is what is to be called.
     *
     * @param atOnce reserved for the page: strangers at it take nothing from other functions, and those nothing from it
     */
    public IFunction answer(Function page, Optional<Integer> atOnce, LogGroups logs) {
        atOnce.ifPresent(((CfnFunction) page.getNode().getDefaultChild())::setReservedConcurrentExecutions);
        var alias = Alias.Builder.create(this, "Live")
                .aliasName("live")
                .version(page.getCurrentVersion())
                .build();
        var integration = new HttpLambdaIntegration("Page", alias);
        var routes = THROTTLES.keySet().stream()
                .sorted()
                .flatMap(key -> route(key, integration).stream())
                .toList();
        var group = logs.create(this, "AccessLogs", "/" + logs.deployment().path("approvals/access"));
        var stage = HttpStage.Builder.create(this, "Stage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .throttle(ThrottleSettings.builder()
                        .rateLimit(OTHERS.aSecond())
                        .burstLimit(OTHERS.atOnce())
                        .build())
                .build();
        // A stage that names a route before there is one is refused.
        routes.forEach(route -> stage.getNode().addDependency(route));
        var resource = (CfnStage) stage.getNode().getDefaultChild();
        resource.setRouteSettings(THROTTLES.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Map.of(
                                "ThrottlingRateLimit", entry.getValue().aSecond(),
                                "ThrottlingBurstLimit", entry.getValue().atOnce()))));
        resource.setAccessLogSettings(CfnStage.AccessLogSettingsProperty.builder()
                .destinationArn(group.getLogGroupArn())
                .format(Stack.of(this)
                        .toJsonString(Map.of(
                                "requestId", "$context.requestId",
                                "ip", "$context.identity.sourceIp",
                                "time", "$context.requestTime",
                                "method", "$context.httpMethod",
                                // The route and not the path: a path holds the link's signature.
                                "route", "$context.routeKey",
                                "status", "$context.status",
                                "error", "$context.integrationErrorMessage")))
                .build());
        return alias;
    }

    private List<HttpRoute> route(String key, HttpLambdaIntegration integration) {
        var parts = key.split(" ", 2);
        return api.addRoutes(AddRoutesOptions.builder()
                .path(parts[1])
                .integration(integration)
                .methods(List.of(HttpMethod.valueOf(parts[0])))
                .build());
    }
}
