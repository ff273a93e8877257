package dev.landfall.gateway.kubernetes;

import dev.landfall.model.failure.Problem;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.URI;
import java.util.function.Supplier;

/** A client that asks for its bearer token anew at every request, because the token lives for a minute only. */
public final class ClusterClient {

    private static final int CONNECT_WITHIN_MILLISECONDS = 5_000;
    private static final int ANSWER_WITHIN_MILLISECONDS = 20_000;

    private ClusterClient() {}

    /**
     * {@code TARGET_CERTIFICATE_UNREADABLE} where no certificate can be read out of it.
     *
     * @param certificate that of the cluster's own authority, in PEM and base64
     */
    public static KubernetesClient connect(URI endpoint, String certificate, Supplier<String> token) {
        // An empty one: no kubeconfig and no mounted service account of the place this runs in may have a say.
        var config = new ConfigBuilder(Config.empty())
                .withMasterUrl(endpoint.toString())
                .withCaCertData(certificate)
                .withOauthTokenProvider(token::get)
                .withConnectionTimeout(CONNECT_WITHIN_MILLISECONDS)
                .withRequestTimeout(ANSWER_WITHIN_MILLISECONDS)
                .build();
        try {
            return new KubernetesClientBuilder()
                    .withConfig(config)
                    .withHttpClientFactory(new JdkHttpClientFactory())
                    .build();
        } catch (KubernetesClientException e) {
            // Nothing has been sent yet: all that can fail here is the certificate.
            throw Problem.operator(
                            "TARGET_CERTIFICATE_UNREADABLE",
                            "The certificate authority that EKS gives for the cluster at " + endpoint.getHost()
                                    + " cannot be read.",
                            "Compare certificateAuthority of aws eks describe-cluster with another cluster's.")
                    .asException(e);
        }
    }
}
