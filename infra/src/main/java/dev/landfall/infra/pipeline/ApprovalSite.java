package dev.landfall.infra.pipeline;

import dev.landfall.model.DeploymentName;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/** The approval page behind an HTTP API: throttled, with an access log that holds no link. */
public final class ApprovalSite extends Construct {

    private static final int REQUESTS_A_SECOND = 5;
    private static final int REQUESTS_AT_ONCE = 10;

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

    /** Lets a published version answer, which SnapStart has started already; that one is what is to be called. */
    public IFunction answer(Function page, LogGroups logs) {
        var alias = Alias.Builder.create(this, "Live")
                .aliasName("live")
                .version(page.getCurrentVersion())
                .build();
        var integration = new HttpLambdaIntegration("Page", alias);
        for (var path : List.of("/", "/{proxy+}")) {
            api.addRoutes(AddRoutesOptions.builder()
                    .path(path)
                    .integration(integration)
                    .methods(List.of(HttpMethod.GET, HttpMethod.POST))
                    .build());
        }
        var group = logs.create(this, "AccessLogs", "/" + logs.deployment().path("approvals/access"));
        var stage = HttpStage.Builder.create(this, "Stage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .throttle(ThrottleSettings.builder()
                        .rateLimit(REQUESTS_A_SECOND)
                        .burstLimit(REQUESTS_AT_ONCE)
                        .build())
                .build();
        ((CfnStage) stage.getNode().getDefaultChild())
                .setAccessLogSettings(CfnStage.AccessLogSettingsProperty.builder()
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
}
