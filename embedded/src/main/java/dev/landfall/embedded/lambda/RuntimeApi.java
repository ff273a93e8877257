package dev.landfall.embedded.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Lambda's Runtime API, as much of it as a runtime asks: the next event, an answer, an error. */
final class RuntimeApi implements AutoCloseable {

    private static final String VERSION = "/2018-06-01/runtime/";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("runtime-api-", 0).factory());
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();
    private final CompletableFuture<Instant> ready = new CompletableFuture<>();

    RuntimeApi() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        http.setExecutor(threads);
        http.createContext(VERSION, exchange -> {
            try (exchange) {
                answer(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        http.start();
    }

    /** What AWS_LAMBDA_RUNTIME_API takes. */
    String address() {
        return "127.0.0.1:" + http.getAddress().getPort();
    }

    /** When the runtime first asked for an event: its start is over. */
    CompletableFuture<Instant> ready() {
        return ready;
    }

    /** Hands over one event and waits for what is said of it. */
    Said invoke(String event) throws InterruptedException {
        events.add(event);
        var answer = said.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (answer == null) {
            throw new IllegalStateException("the function says nothing");
        }
        return answer;
    }

    /** The process is over: whoever waits learns it. */
    void over(int exitCode) {
        said.add(new Said(Said.Kind.START_FAILED, "{\"errorMessage\":\"the process ended with " + exitCode + "\"}"));
        ready.completeExceptionally(new IllegalStateException("the process ended with " + exitCode));
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        var path = exchange.getRequestURI().getPath().substring(VERSION.length());
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.equals("invocation/next")) {
            next(exchange);
            return;
        }
        if (path.endsWith("/response")) {
            said.add(new Said(Said.Kind.ANSWER, body));
        } else if (path.equals("init/error")) {
            said.add(new Said(Said.Kind.START_FAILED, body));
        } else if (path.endsWith("/error")) {
            said.add(new Said(Said.Kind.ERROR, body));
        }
        exchange.sendResponseHeaders(202, -1);
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        ready.complete(Instant.now());
        var event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        var body = (event == null ? "{}" : event).getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.add("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
        headers.add(
                "Lambda-Runtime-Deadline-Ms",
                String.valueOf(Instant.now().plusSeconds(60).toEpochMilli()));
        headers.add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:123456789012:function:landfall");
        headers.add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
