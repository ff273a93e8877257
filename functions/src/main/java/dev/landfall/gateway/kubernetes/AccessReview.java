package dev.landfall.gateway.kubernetes;

import dev.landfall.gateway.TargetCluster.ClusterRight;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * The API server's own word on what the caller may do: it asks every authorizer, and with them the one that knows EKS
 * access policies. Everybody who is signed in may ask.
 */
record AccessReview(KubernetesClient client, String namespace) {

    boolean allows(ClusterRight right) {
        var answer = client.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withNamespace(namespace)
                        .withVerb(right.verb())
                        .withGroup(right.group())
                        .withResource(right.resource())
                        .endResourceAttributes()
                        .endSpec()
                        .build());
        return answer.getStatus() != null
                && Boolean.TRUE.equals(answer.getStatus().getAllowed());
    }
}
