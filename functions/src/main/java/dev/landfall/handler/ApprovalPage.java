package dev.landfall.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.landfall.approval.GatePage;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.Json;
import dev.landfall.rights.CheckRequest;
import dev.landfall.rights.FunctionCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The approval page behind API Gateway: HTTP API events of payload format 2.0 in and out. */
public final class ApprovalPage implements RequestStreamHandler {

    private final Gateways gateways;
    private final GatePage page;

    public ApprovalPage() {
        this(DeployedGateways.get());
    }

    public ApprovalPage(Gateways gateways) {
        this.gateways = gateways;
        this.page = new GatePage(gateways);
    }

    /** What of the event is read. */
    public record Event(
            String rawPath,
            Optional<Map<String, String>> queryStringParameters,
            Optional<Map<String, String>> headers,
            RequestContext requestContext,
            Optional<String> body,
            Optional<Boolean> isBase64Encoded) {

        private String text() {
            var sent = body.orElse("");
            return isBase64Encoded.orElse(false)
                    ? new String(Base64.getDecoder().decode(sent), StandardCharsets.UTF_8)
                    : sent;
        }
    }

    /** Only the part with the method. */
    public record RequestContext(Http http) {}

    /** How it was asked, and from where. */
    public record Http(String method, Optional<String> sourceIp) {}

    /** The answer in the form that API Gateway takes. */
    public record Response(int statusCode, Map<String, String> headers, String body, boolean isBase64Encoded) {}

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var sent = input.readAllBytes();
        var check = CheckRequest.in(sent);
        if (check.isPresent()) {
            Json.MAPPER.writeValue(output, FunctionCheck.of(getClass().getSimpleName(), gateways, check.get()));
            return;
        }
        var event = Json.MAPPER.readValue(sent, Event.class);
        var answer = page.answer(new GatePage.Request(
                event.requestContext().http().method(),
                event.rawPath(),
                event.queryStringParameters().orElse(Map.of()),
                event.text(),
                event.requestContext().http().sourceIp().orElse(""),
                event.headers().orElse(Map.of())));
        Json.MAPPER.writeValue(output, new Response(answer.status(), answer.headers(), answer.body(), false));
    }
}
