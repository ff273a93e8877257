package dev.landfall.gateway.kubernetes;

import dev.landfall.gateway.SecretText;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Base64;
import java.util.Optional;

/** What Secrets and ConfigMaps of one namespace hold under a key. */
record ClusterValues(KubernetesClient client, String namespace) {

    Optional<SecretText> secret(String name, String key) {
        return Optional.ofNullable(
                        client.secrets().inNamespace(namespace).withName(name).get())
                .map(secret -> secret.getData())
                .map(data -> data.get(key))
                .map(encoded -> SecretText.of(Base64.getDecoder().decode(encoded)));
    }

    /** By {@code name/key}. */
    Optional<SecretText> secret(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? Optional.empty() : secret(path.substring(0, slash), path.substring(slash + 1));
    }

    Optional<SecretText> configMap(String name, String key) {
        return Optional.ofNullable(client.configMaps()
                        .inNamespace(namespace)
                        .withName(name)
                        .get())
                .map(map -> map.getData())
                .map(data -> data.get(key))
                .map(SecretText::of);
    }
}
