package dev.landfall.local.world.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.embedded.LoopbackPort;
import dev.landfall.local.engine.integration.LambdaInvoke;
import dev.landfall.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The approval page on loopback: each request becomes the event that API Gateway's HTTP API (payload format 2.0) sends
 * to the function, and its answer becomes the response.
 */
public final class ApprovalSite implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalSite.class);
    private static final String FUNCTION = "ApprovalPage";
    private static final int LARGEST_BODY_BYTES = 1 << 20;

    private final HttpServer server;
    private final LambdaInvoke.Functions functions;

    private ApprovalSite(HttpServer server, LambdaInvoke.Functions functions) {
        this.server = server;
        this.functions = functions;
    }

    /** {@code PORT_IN_USE} where another program has the port. */
    public static ApprovalSite start(int port, LambdaInvoke.Functions functions) {
        try {
            var address = new InetSocketAddress(
                    InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), LoopbackPort.choose(port));
            var site = new ApprovalSite(HttpServer.create(address, 0), functions);
            site.server.createContext("/", site::serve);
            site.server.setExecutor(Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("approval-page").factory()));
            site.server.start();
            return site;
        } catch (BindException e) {
            throw LoopbackPort.taken(port, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the approval page", e);
        }
    }

    /** {@code http://127.0.0.1:port}. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(
                    exchange,
                    Json.MAPPER.readTree(
                            functions.invoke(FUNCTION, event(exchange).toString())));
        } catch (LambdaInvoke.LambdaError e) {
            LOG.warn("the approval page failed", e);
            // What API Gateway answers for a function that failed.
            exchange.sendResponseHeaders(500, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.sendResponseHeaders(503, -1);
        }
    }

    private static ObjectNode event(HttpExchange exchange) throws IOException {
        var address = exchange.getRequestURI();
        var event = Json.MAPPER.createObjectNode();
        event.put("version", "2.0").put("routeKey", "$default");
        event.put("rawPath", address.getRawPath());
        event.put("rawQueryString", address.getRawQuery() == null ? "" : address.getRawQuery());
        var headers = event.putObject("headers");
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        query(address, event);
        var http = event.putObject("requestContext")
                .put("domainName", address.getAuthority())
                .put("requestId", "local")
                .putObject("http");
        http.put("method", exchange.getRequestMethod())
                .put("path", address.getPath())
                .put("protocol", exchange.getProtocol())
                .put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress())
                .put("userAgent", String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent")));
        var body = exchange.getRequestBody().readNBytes(LARGEST_BODY_BYTES);
        if (body.length > 0) {
            event.put("body", Base64.getEncoder().encodeToString(body));
        }
        event.put("isBase64Encoded", body.length > 0);
        return event;
    }

    private static void query(URI address, ObjectNode event) {
        if (address.getRawQuery() == null) {
            return;
        }
        var parameters = event.putObject("queryStringParameters");
        for (var pair : address.getRawQuery().split("&", -1)) {
            var parts = pair.split("=", 2);
            var value = decoded(parts.length == 2 ? parts[1] : "");
            var present = parameters.path(decoded(parts[0]));
            parameters.put(decoded(parts[0]), present.isTextual() ? present.asText() + "," + value : value);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, JsonNode answer) throws IOException {
        answer.path("headers")
                .properties()
                .forEach(header -> exchange.getResponseHeaders()
                        .set(header.getKey(), header.getValue().asText()));
        var text = answer.path("body").asText("");
        var body = answer.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(text)
                : text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.path("statusCode").asInt(200), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
