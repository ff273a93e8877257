package dev.landfall.local.world.kubernetes;

import dev.landfall.embedded.LoopbackPort;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;

/** The API server of the target cluster: fabric8's mock in CRUD mode, over plain HTTP on loopback, its objects kept. */
public final class KubernetesApi implements AutoCloseable {

    private final KubernetesMockServer server;
    private final int port;

    private KubernetesApi(KubernetesMockServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** {@code PORT_IN_USE} where another program has the port. */
    public static KubernetesApi start(Path file, int wantedPort) {
        var port = LoopbackPort.choose(wantedPort);
        var server = new KubernetesMockServer(
                new Context(), new MockWebServer(), new HashMap<>(), new KeptObjects(file), false);
        server.init(loopback(), port);
        return new KubernetesApi(server, port);
    }

    /** {@code http://127.0.0.1:port}. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** A client of its own, to be closed by who asked for it. */
    public KubernetesClient client(String namespace) {
        return client(url(), namespace);
    }

    /** A client of an API that another process serves. */
    public static KubernetesClient client(String url, String namespace) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
                        .withMasterUrl(url)
                        .withNamespace(namespace)
                        .withHttp2Disable(true)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    @Override
    public void close() {
        server.destroy();
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
