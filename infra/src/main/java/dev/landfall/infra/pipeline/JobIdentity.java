package dev.landfall.infra.pipeline;

import dev.landfall.infra.DeployedConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.iam.WebIdentityPrincipal;
import software.constructs.Construct;

/**
 * How the mover's Jobs come by their role: by EKS Pod Identity, whose agent runs on every node; or by the cluster's OIDC
 * provider (IRSA), for pods on Fargate, which has no node for an agent.
 *
 * @param provider the OIDC issuer without scheme; empty for Pod Identity
 * @param namespace of the Jobs; empty until the target stands, and then nobody takes the role yet
 * @param serviceAccount that the Jobs run under
 */
public record JobIdentity(Optional<String> provider, Optional<String> namespace, String serviceAccount) {

    private static final String PODS = "pods.eks.amazonaws.com";
    private static final String DESCRIPTION = "Landfall: the mover's Jobs in the target cluster";

    public static JobIdentity of(DeployedConfiguration configuration) {
        return new JobIdentity(
                configuration.oidcProvider(),
                configuration.namespace(),
                configuration.deployment().named("mover"));
    }

    /** Whether the deployment itself binds the service account to the role. */
    public boolean isBoundByTheDeployment() {
        return provider.isEmpty();
    }

    Role role(Construct scope, String id) {
        return provider.map(issuer -> byProvider(scope, id, issuer)).orElseGet(() -> byPodIdentity(scope, id));
    }

    /** Only a token of that one service account, made for STS, counts. */
    private Role byProvider(Construct scope, String id, String issuer) {
        var stack = Stack.of(scope);
        var account = "system:serviceaccount:" + namespace.orElse("none-yet") + ":" + serviceAccount;
        return Role.Builder.create(scope, id)
                .description(DESCRIPTION)
                .assumedBy(new WebIdentityPrincipal(
                        "arn:" + stack.getPartition() + ":iam::" + stack.getAccount() + ":oidc-provider/" + issuer,
                        Map.of("StringEquals", Map.of(issuer + ":sub", account, issuer + ":aud", "sts.amazonaws.com"))))
                .build();
    }

    private static Role byPodIdentity(Construct scope, String id) {
        var role = Role.Builder.create(scope, id)
                .description(DESCRIPTION)
                .assumedBy(new ServicePrincipal(PODS))
                .build();
        role.getAssumeRolePolicy()
                .addStatements(PolicyStatement.Builder.create()
                        .principals(List.of(new ServicePrincipal(PODS)))
                        .actions(List.of("sts:TagSession"))
                        .build());
        return role;
    }
}
