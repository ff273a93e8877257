package dev.landfall.local.engine.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.local.engine.Engine;
import dev.landfall.model.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves an engine over AWS's JSON 1.0 protocol on a free loopback port, for any AWS SDK: set {@code
 * AWS_ENDPOINT_URL_SFN} to {@link #uri}. Credentials are not looked at.
 */
public final class StepFunctionsEndpoint implements AutoCloseable {

    private static final String TARGET_PREFIX = "AWSStepFunctions.";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Operations operations;

    private StepFunctionsEndpoint(HttpServer server, Engine engine) {
        this.server = server;
        operations = new Operations(engine);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    /** Serves on a port that the system chooses. */
    public static StepFunctionsEndpoint start(Engine engine) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new StepFunctionsEndpoint(HttpServer.create(address, 0), engine);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            try {
                if (target == null || !target.startsWith(TARGET_PREFIX)) {
                    throw new ServiceError("UnknownOperationException", "There is no X-Amz-Target of Step Functions");
                }
                var request = Json.MAPPER.readTree(exchange.getRequestBody());
                send(exchange, 200, operations.answer(target.substring(TARGET_PREFIX.length()), request));
            } catch (ServiceError refused) {
                send(exchange, 400, refused.toJson());
            } catch (JsonProcessingException notJson) {
                send(exchange, 400, new ServiceError("SerializationException", "The request is not JSON").toJson());
            } catch (RuntimeException defect) {
                // The protocol's form of an internal error; the SDK shows it and retries.
                System.getLogger("landfall.engine").log(System.Logger.Level.ERROR, "The endpoint failed", defect);
                send(exchange, 500, new ServiceError("InternalFailure", "The endpoint failed: " + defect).toJson());
            }
        }
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/x-amz-json-1.0");
        headers.set("x-amzn-RequestId", UUID.randomUUID().toString());
        if (status != 200 && body instanceof ObjectNode error) {
            headers.set("x-amzn-ErrorType", error.path("__type").asText());
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Ends at once; calls under way are cut off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
