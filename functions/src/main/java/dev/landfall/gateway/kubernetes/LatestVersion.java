package dev.landfall.gateway.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.function.Supplier;

/**
 * Does a change again that came to an object of yesterday's version: a Deployment's controller writes its status at any
 * time, and the API server refuses a change made to what was read before.
 */
final class LatestVersion {

    private static final int ATTEMPTS = 10;

    private LatestVersion() {}

    /** {@code change} reads the object anew each time. */
    static <T> T of(Supplier<T> change) {
        for (int attempt = 1; ; attempt++) {
            try {
                return change.get();
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
