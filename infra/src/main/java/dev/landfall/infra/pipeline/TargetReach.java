package dev.landfall.infra.pipeline;

import dev.landfall.infra.function.HandlerFunctions;
import dev.landfall.model.rights.Handler;
import dev.landfall.model.rights.HandlerTable;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.eks.CfnAccessEntry;
import software.amazon.awscdk.services.eks.CfnPodIdentityAssociation;
import software.constructs.Construct;

/** What lets functions and Jobs work in the target cluster: in the one namespace, and each only as far as it needs. */
public final class TargetReach extends Construct {

    public TargetReach(
            Construct scope,
            String id,
            String cluster,
            String namespace,
            HandlerFunctions functions,
            MoverProgram mover,
            JobIdentity identity) {
        super(scope, id);
        HandlerTable.handlers().stream()
                .filter(Handler::reachesKubernetes)
                .forEach(handler -> entry(cluster, namespace, handler, functions));
        if (identity.isBoundByTheDeployment()) {
            CfnPodIdentityAssociation.Builder.create(this, "Mover")
                    .clusterName(cluster)
                    .namespace(namespace)
                    .serviceAccount(identity.serviceAccount())
                    .roleArn(mover.jobRole().getRoleArn())
                    .build();
        }
    }

    private void entry(String cluster, String namespace, Handler handler, HandlerFunctions functions) {
        CfnAccessEntry.Builder.create(this, handler.name())
                .clusterName(cluster)
                .principalArn(functions.get(handler.name()).getRole().getRoleArn())
                .accessPolicies(handler.clusterPolicies().stream()
                        .map(policy -> inNamespace(policy, namespace))
                        .toList())
                .build();
    }

    private CfnAccessEntry.AccessPolicyProperty inNamespace(String policy, String namespace) {
        return CfnAccessEntry.AccessPolicyProperty.builder()
                .policyArn("arn:" + Stack.of(this).getPartition() + ":eks::aws:cluster-access-policy/" + policy)
                .accessScope(CfnAccessEntry.AccessScopeProperty.builder()
                        .type("namespace")
                        .namespaces(List.of(namespace))
                        .build())
                .build();
    }
}
