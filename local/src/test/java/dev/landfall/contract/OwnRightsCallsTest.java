package dev.landfall.contract;

import com.sun.net.httpserver.HttpServer;
import dev.landfall.gateway.OwnRights;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.gateway.aws.IamOwnRights;
import dev.landfall.model.rights.AwsResource;
import dev.landfall.model.rights.Grant;
import dev.landfall.model.rights.ResourceNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** moto knows no simulator, so a server answers as IAM's API reference shows; the SDK's own signer asks it. */
class OwnRightsCallsTest {

    private static final String WHO = "<GetCallerIdentityResponse><GetCallerIdentityResult>"
            + "<Arn>arn:aws:sts::123456789012:assumed-role/landfall-Freeze/landfall-Freeze</Arn>"
            + "</GetCallerIdentityResult></GetCallerIdentityResponse>";

    private static final String ALLOWED =
            "<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><EvaluationResults><member>"
                    + "<EvalActionName>states:SendTaskSuccess</EvalActionName><EvalDecision>allowed</EvalDecision>"
                    + "</member></EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>";

    @Test
    void everyCallUsesExactlyItsActions() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var answer = (asked.contains("GetCallerIdentity") ? WHO : ALLOWED).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            var recorder = new CallRecorder();
            var connection = AwsConnection.to(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
            recorder.watch(
                            OwnRights.class,
                            new IamOwnRights(
                                    connection.shownTo(recorder),
                                    new ResourceNames(Map.of("deployment", List.of("landfall")))))
                    .denied(List.of(new Grant("states:SendTaskSuccess", AwsResource.MIGRATION)));
            recorder.assertUsedExactlyWhatIsListed(OwnRights.class);
        } finally {
            server.stop(0);
        }
    }
}
