package dev.landfall.mover.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.model.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The three calls that answer a task token, and what was said in them. */
public final class FakeStepFunctions implements AutoCloseable {

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile boolean gone;

    /** One call: {@code SendTaskHeartbeat}, {@code SendTaskSuccess} or {@code SendTaskFailure}. */
    public record Call(String action, JsonNode body) {}

    public FakeStepFunctions() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.createContext("/", exchange -> {
            var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            calls.add(new Call(
                    target.substring(target.indexOf('.') + 1), Json.MAPPER.readTree(exchange.getRequestBody())));
            var answer = gone ? "{\"__type\":\"TaskTimedOut\",\"message\":\"gone\"}" : "{}";
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(gone ? 400 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Call> calls(String action) {
        return calls.stream().filter(call -> call.action().equals(action)).toList();
    }

    /** From now on nobody waits for any token. */
    public void forgetTasks() {
        gone = true;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
