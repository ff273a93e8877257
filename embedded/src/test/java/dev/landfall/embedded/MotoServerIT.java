package dev.landfall.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.OperatorException;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.PythonTools;
import dev.landfall.testing.Tier;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsTier(Tier.MOTO)
final class MotoServerIT {

    @TempDir
    Path folder;

    private Path log() {
        return folder.resolve("moto.log");
    }

    @Test
    void forgetsWhenAsked() throws Exception {
        try (var server = MotoServer.start(PythonTools.program("python"), log())) {
            send(server, "PUT", "/some-bucket");
            assertThat(send(server, "GET", "/")).contains("some-bucket");
            server.reset();
            assertThat(send(server, "GET", "/")).doesNotContain("some-bucket");
        }
    }

    @Test
    void missingInterpreterIsNamed() {
        assertThatThrownBy(() -> MotoServer.start(folder.resolve("no-python"), log()))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("MOTO_NOT_STARTED")
                .hasMessageContaining("no-python");
    }

    @Test
    void endsWhenItsParentIsKilled() throws Exception {
        var parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        MotoServerParent.class.getName(),
                        PythonTools.program("python").toString(),
                        log().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var port = Integer.parseInt(parent.inputReader().readLine());
        var server = parent.toHandle().children().findFirst().orElseThrow();

        parent.destroyForcibly();

        server.onExit().get(30, TimeUnit.SECONDS);
        assertThat(LoopbackPort.choose(port)).isEqualTo(port);
    }

    private static String send(MotoServer server, String method, String path) throws Exception {
        var request = HttpRequest.newBuilder(server.endpoint().resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }
}
