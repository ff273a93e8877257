package dev.landfall.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkHttpProbeIT {

    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    Path folder;

    private final JdkHttpProbe probe = new JdkHttpProbe(Duration.ofSeconds(2));
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(loopback(), 0);
        serve(server);
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void serverSeesTheRealHost() {
        assertThat(probe.get(at("http", server, "/host?x=1"), "retool.example.com"))
                .satisfies(answer -> {
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.body()).isEqualTo("retool.example.com /host?x=1");
                    assertThat(answer.failure()).isEmpty();
                });
    }

    @Test
    void redirectIsNotFollowed() {
        assertThat(probe.get(at("http", server, "/redirect"), "retool.example.com")
                        .status())
                .isEqualTo(302);
    }

    @Test
    void longBodyIsCutWhetherItsLengthIsKnownOrNot() {
        assertThat(probe.get(at("http", server, "/long"), "h"))
                .satisfies(answer -> assertThat(answer.failure()).isEmpty())
                .satisfies(answer -> assertThat(answer.body()).hasSize(AnswerReader.LONGEST_BODY));
        assertThat(probe.get(at("http", server, "/chunked"), "h"))
                .satisfies(answer -> assertThat(answer.failure()).isEmpty())
                .satisfies(answer -> assertThat(answer.body()).hasSize(AnswerReader.LONGEST_BODY));
    }

    @Test
    void answerWithoutABodyIsWhole() {
        assertThat(probe.get(at("http", server, "/none"), "h").status()).isEqualTo(204);
    }

    @Test
    void refusedConnectionIsSaidInWords() throws IOException {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = taken.getLocalPort();
        }

        assertThat(probe.get(URI.create("http://127.0.0.1:" + port), "h").failure())
                .contains("127.0.0.1:" + port + " refused the connection.");
    }

    @Test
    void silenceEndsInTime() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var answer = new JdkHttpProbe(Duration.ofMillis(300))
                    .get(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"), "h");

            assertThat(answer.status()).isZero();
            assertThat(answer.failure().orElseThrow()).contains("did not answer");
        }
    }

    @Test
    void somethingElseThanHttpIsNamed() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> {
                try (var client = other.accept()) {
                    client.getOutputStream().write("220 mail ready\r\n".getBytes(StandardCharsets.US_ASCII));
                    client.getInputStream().read();
                } catch (IOException e) {
                    // The probe went away, which is what the test waits for.
                }
            });

            assertThat(probe.get(URI.create("http://127.0.0.1:" + other.getLocalPort()), "h")
                            .failure()
                            .orElseThrow())
                    .contains("not HTTP");
        }
    }

    @Test
    void certificateIsVerifiedForTheRealHostAndNotForTheAddress() throws Exception {
        var tls = tls("retool.example.com");
        var https = HttpsServer.create(loopback(), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        serve(https);
        try {
            var trusting = new JdkHttpProbe(Duration.ofSeconds(5), tls);

            assertThat(trusting.get(at("https", https, "/host"), "retool.example.com")
                            .body())
                    .isEqualTo("retool.example.com /host");
            assertThat(trusting.get(at("https", https, "/host"), "other.example.com")
                            .failure()
                            .orElseThrow())
                    .contains("TLS for other.example.com");
            assertThat(probe.get(at("https", https, "/host"), "retool.example.com")
                            .failure()
                            .orElseThrow())
                    .contains("TLS for retool.example.com");
        } finally {
            https.stop(0);
        }
    }

    private SSLContext tls(String host) throws Exception {
        var store = folder.resolve("keys.p12");
        var tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "host",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        tool.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        assertThat(tool.waitFor()).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("host", keys.getCertificate("host"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static void serve(HttpServer server) {
        server.createContext(
                "/host",
                exchange -> send(
                        exchange,
                        200,
                        exchange.getRequestHeaders().getFirst("Host") + " " + exchange.getRequestURI(),
                        false));
        server.createContext("/redirect", exchange -> {
            exchange.getResponseHeaders().set("Location", "/host");
            send(exchange, 302, "", false);
        });
        server.createContext("/long", exchange -> send(exchange, 200, "x".repeat(200_000), false));
        server.createContext("/chunked", exchange -> send(exchange, 200, "x".repeat(200_000), true));
        server.createContext("/none", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    private static void send(HttpExchange exchange, int status, String body, boolean chunked) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, chunked ? 0 : bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            // The probe had enough.
        }
    }

    private static URI at(String scheme, HttpServer server, String path) {
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static InetSocketAddress loopback() throws IOException {
        return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    }
}
