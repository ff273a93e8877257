package dev.landfall.gateway.kubernetes;

import dev.landfall.gateway.Change;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Map;
import java.util.Optional;

/** The service account that the mover's Jobs run under. One that somebody else made is theirs, whatever it holds. */
record MoverAccount(KubernetesClient client, String namespace, MoverPod pod) {

    /** Read by EKS' webhook, which then gives the pod a token for that role (IRSA). */
    static final String ROLE = "eks.amazonaws.com/role-arn";

    /** CREATED, UPDATED where Landfall's own named another role, or UNCHANGED. */
    Change create() {
        var existing = account().get();
        if (existing == null) {
            return FirstComer.create(() -> client.serviceAccounts()
                                    .inNamespace(namespace)
                                    .resource(wanted())
                                    .create())
                            .isPresent()
                    ? Change.CREATED
                    : Change.UNCHANGED;
        }
        if (!isOurs(existing) || role(existing).equals(pod.role())) {
            return Change.UNCHANGED;
        }
        account()
                .edit(found -> new ServiceAccountBuilder(found)
                        .editMetadata()
                        .removeFromAnnotations(ROLE)
                        .addToAnnotations(annotations())
                        .endMetadata()
                        .build());
        return Change.UPDATED;
    }

    private ServiceAccount wanted() {
        return new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(pod.serviceAccount())
                .addToLabels(MoverManifest.NAME_LABEL, MoverManifest.NAME)
                .addToLabels(MoverManifest.OWNER_LABEL, MoverManifest.OWNER)
                .addToAnnotations(annotations())
                .endMetadata()
                .build();
    }

    private Map<String, String> annotations() {
        return pod.role().map(arn -> Map.of(ROLE, arn)).orElse(Map.of());
    }

    private static boolean isOurs(ServiceAccount account) {
        var labels = account.getMetadata().getLabels();
        return labels != null && MoverManifest.OWNER.equals(labels.get(MoverManifest.OWNER_LABEL));
    }

    private static Optional<String> role(ServiceAccount account) {
        return Optional.ofNullable(account.getMetadata().getAnnotations()).map(annotations -> annotations.get(ROLE));
    }

    private Resource<ServiceAccount> account() {
        return client.serviceAccounts().inNamespace(namespace).withName(pod.serviceAccount());
    }
}
