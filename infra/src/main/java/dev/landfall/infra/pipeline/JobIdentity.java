package dev.landfall.infra.pipeline;

import dev.landfall.infra.DeployedConfiguration;
import dev.landfall.infra.guard.LandfallRoles;
import dev.landfall.infra.guard.TrustedService;
import dev.landfall.model.DeploymentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.WebIdentityPrincipal;
import software.constructs.Construct;

/**
 * How the mover's Jobs come by their role: by EKS Pod Identity, whose agent runs on every node; or by the cluster's OIDC
 * provider (IRSA), for pods on Fargate, which has no node for an agent.
 *
 * @param provider the OIDC issuer without scheme; empty for Pod Identity
 * @param namespace of the Jobs; empty until the target stands, and then nobody takes the role yet
 * @param cluster in which they run
 * @param deployment by whose name the service account is called
 */
public record JobIdentity(
        Optional<String> provider, Optional<String> namespace, String cluster, DeploymentName deployment) {

    private static final String PODS = "pods.eks.amazonaws.com";
    private static final String DESCRIPTION = "Landfall: the mover's Jobs in the target cluster";

    public static JobIdentity of(DeployedConfiguration configuration) {
        return new JobIdentity(
                configuration.oidcProvider(),
                configuration.namespace(),
                configuration.targetCluster(),
                configuration.deployment());
    }

    /** What the Jobs run under. */
    public String serviceAccount() {
        return deployment.named("mover");
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
        var account = "system:serviceaccount:" + namespace.orElse("none-yet") + ":" + serviceAccount();
        return builder(scope, id)
                .assumedBy(new WebIdentityPrincipal(
                        "arn:" + stack.getPartition() + ":iam::" + stack.getAccount() + ":oidc-provider/" + issuer,
                        Map.of("StringEquals", Map.of(issuer + ":sub", account, issuer + ":aud", "sts.amazonaws.com"))))
                .build();
    }

    /** Only for an association of that one cluster. */
    private Role byPodIdentity(Construct scope, String id) {
        var pods = TrustedService.of(Stack.of(scope), PODS, new TrustedService.Resource("eks", "cluster/" + cluster));
        var role = builder(scope, id).assumedBy(pods).build();
        role.getAssumeRolePolicy()
                .addStatements(PolicyStatement.Builder.create()
                        .principals(List.of(pods))
                        .actions(List.of("sts:TagSession"))
                        .conditions(pods.getPolicyFragment().getConditions())
                        .build());
        return role;
    }

    private Role.Builder builder(Construct scope, String id) {
        return Role.Builder.create(scope, id)
                .roleName(new LandfallRoles(Stack.of(scope), deployment).name(LandfallRoles.MOVER_JOB))
                .description(DESCRIPTION);
    }
}
