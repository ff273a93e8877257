package dev.landfall.gateway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.failure.RetryableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterClientIT {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private HttpsServer server;
    private String answer = deployments();

    @BeforeEach
    void startServer() throws IOException, GeneralSecurityException, InterruptedException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serving(keys("server"))));
        server.createContext("/", exchange -> {
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            var body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void everyRequestCarriesTheTokenOfItsTime() throws IOException, InterruptedException {
        var count = new AtomicInteger();
        try (var client =
                ClusterClient.connect(endpoint(), certificate("server"), () -> "token-" + count.incrementAndGet())) {
            var cluster = new KubernetesTargetCluster(client, "retool-blueprint", "retool", "retool", POD);
            cluster.deployments();
            var before = authorizations.size();
            cluster.deployments();

            assertThat(before).isPositive();
            assertThat(authorizations).allMatch(header -> header.matches("Bearer token-\\d+"));
            assertThat(authorizations.getLast()).isNotEqualTo(authorizations.getFirst());
        }
    }

    @Test
    void serverOfAnotherAuthorityIsNotSpokenTo() throws IOException, InterruptedException {
        keys("other");
        try (var client = ClusterClient.connect(endpoint(), certificate("other"), () -> "marked-token")) {
            var cluster = new KubernetesTargetCluster(client, "retool-blueprint", "retool", "retool", POD);
            assertThatThrownBy(cluster::deployments)
                    .isInstanceOf(RetryableException.class)
                    .hasMessageContaining("TARGET_UNREACHABLE")
                    .hasMessageNotContaining("marked-token");
        }
        assertThat(authorizations).isEmpty();
    }

    /** moto gives random text for it, of which one in some hundreds looks like the beginning of a certificate. */
    @ParameterizedTest
    @ValueSource(strings = {"0\003", "-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----\n"})
    void certificateThatNobodyCanReadIsAProblemAndNoBug(String beginning) {
        var certificate = beginning + "followed by something else, which nobody can read either";
        var encoded = Base64.getEncoder().encodeToString(certificate.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> ClusterClient.connect(endpoint(), encoded, () -> "marked-token"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("TARGET_CERTIFICATE_UNREADABLE")
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void namespaceIsTheOneThatHoldsTheRelease() throws IOException, InterruptedException {
        try (var client = ClusterClient.connect(endpoint(), certificate("server"), () -> "token")) {
            answer = deployments("acme-retool", "acme-retool");
            assertThat(ReleaseNamespace.find(client, "retool-blueprint", "retool"))
                    .isEqualTo("acme-retool");

            answer = deployments();
            assertThatThrownBy(() -> ReleaseNamespace.find(client, "retool-blueprint", "retool"))
                    .isInstanceOf(OperatorException.class)
                    .hasMessageContaining("TARGET_NAMESPACE_UNKNOWN")
                    .hasMessageContaining("No namespace");

            answer = deployments("one", "two");
            assertThatThrownBy(() -> ReleaseNamespace.find(client, "retool-blueprint", "retool"))
                    .isInstanceOf(OperatorException.class)
                    .hasMessageContaining("one, two");
        }
    }

    private static final MoverPod POD = MoverPod.of("registry.example.com/mover:1", "landfall-mover");

    private static String deployments(String... namespaces) {
        var items = java.util.Arrays.stream(namespaces)
                .map("{\"metadata\":{\"name\":\"retool\",\"namespace\":\"%s\"},\"spec\":{}}"::formatted)
                .collect(java.util.stream.Collectors.joining(","));
        return "{\"kind\":\"DeploymentList\",\"apiVersion\":\"apps/v1\",\"metadata\":{},\"items\":[" + items + "]}";
    }

    private URI endpoint() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    private Path keys(String name) throws IOException, InterruptedException {
        var file = folder.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-alias",
                name,
                "-keystore",
                file.toString());
        return file;
    }

    private String certificate(String name) throws IOException, InterruptedException {
        var file = folder.resolve(name + ".pem");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                name,
                "-file",
                file.toString(),
                "-keystore",
                folder.resolve(name + ".p12").toString());
        return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static SSLContext serving(Path keys) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(keys.toFile(), PASSWORD);
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
