package dev.landfall.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.OperatorException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ServerIT {

    @TempDir
    Path folder;

    @Test
    void objectsOutliveTheServer() throws Exception {
        try (var first = S3Server.start(folder.resolve("s3"), 0)) {
            assertThat(send(first, "PUT", "kept")).isEqualTo("");
        }

        try (var second = S3Server.start(folder.resolve("s3"), 0)) {
            assertThat(send(second, "GET", "")).isEqualTo("kept");
        }
    }

    @Test
    void listensOnLoopbackOnly() throws IOException {
        try (var server = S3Server.start(folder.resolve("s3"), 0)) {
            for (var network : NetworkInterface.networkInterfaces().toList()) {
                for (var address : network.inetAddresses().toList()) {
                    if (!address.isLoopbackAddress()) {
                        assertThatThrownBy(() -> new Socket(address, server.port()).close())
                                .as("%s", address)
                                .isInstanceOf(ConnectException.class);
                    }
                }
            }
            assertThat(java.nio.file.Files.readString(server.log())).doesNotContain("Exception");
        }
    }

    @Test
    void portInUseIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThatThrownBy(() -> S3Server.start(folder.resolve("s3"), taken.getLocalPort()))
                    .isInstanceOf(OperatorException.class)
                    .hasMessageContaining("PORT_IN_USE");
        }
    }

    @Test
    void endsWhenItsParentIsKilled() throws Exception {
        var parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        S3ServerParent.class.getName(),
                        folder.resolve("s3").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var port = Integer.parseInt(parent.inputReader().readLine());
        var server = parent.toHandle().children().findFirst().orElseThrow();

        parent.destroyForcibly();

        server.onExit().get(30, TimeUnit.SECONDS);
        assertThat(LoopbackPort.choose(port)).isEqualTo(port);
    }

    private static String send(S3Server server, String method, String body) throws Exception {
        var request = HttpRequest.newBuilder(server.endpoint().resolve("/" + S3Server.BUCKET + "/a/b.txt"))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }
}
