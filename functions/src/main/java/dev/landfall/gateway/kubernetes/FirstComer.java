package dev.landfall.gateway.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.Supplier;

/** Creates what another one may create at the same time. */
final class FirstComer {

    private FirstComer() {}

    /** What was created; empty where another one came first. */
    static <T> Optional<T> create(Supplier<T> creation) {
        try {
            return Optional.of(creation.get());
        } catch (KubernetesClientException e) {
            var another =
                    e.getStatus() != null && "Conflict".equals(e.getStatus().getReason());
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || another) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
