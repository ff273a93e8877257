package dev.landfall.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.landfall.embedded.S3Server;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.RunStore;
import dev.landfall.gateway.RunStoreContract;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.failure.RetryableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3RunStoreIT extends RunStoreContract {

    @TempDir
    static Path folder;

    private static S3Server server;
    private static S3RunStore store;

    @BeforeAll
    static void startServer() {
        server = S3Server.start(folder.resolve("s3"), 0);
        store = S3RunStore.at(server.endpoint(), S3Server.BUCKET).withPageSize(10);
    }

    @AfterAll
    static void stopServer() {
        server.stop();
    }

    @Override
    protected RunStore store() {
        return store;
    }

    @Test
    void namesItsBucket() {
        assertThat(store.location()).isEqualTo("s3://landfall");
    }

    @Test
    void missingBucketIsNamed() {
        var other = S3RunStore.at(server.endpoint(), "no-such-bucket");

        assertThatThrownBy(() -> other.write("key", new byte[0]))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("STORE_MISSING")
                .hasMessageContaining("s3://no-such-bucket");
    }

    @Test
    void conflictIsTriedAgain() throws IOException {
        var calls = new AtomicInteger();
        try (var answers = new CannedS3(() -> calls.incrementAndGet() < 3 ? 409 : 200)) {
            assertThat(answers.store().writeIfAbsent("key", new byte[1])).isEqualTo(Change.CREATED);
        }
        assertThat(calls).hasValue(3);
    }

    @Test
    void lastingConflictMayPassLater() throws IOException {
        try (var answers = new CannedS3(() -> 409)) {
            assertThatThrownBy(() -> answers.store().writeIfAbsent("key", new byte[1]))
                    .isInstanceOf(RetryableException.class)
                    .hasMessageContaining("STORE_BUSY");
        }
    }

    @Test
    void denialNeedsAPerson() throws IOException {
        try (var answers = new CannedS3(() -> 403)) {
            assertThatThrownBy(() -> answers.store().read("key"))
                    .isInstanceOf(OperatorException.class)
                    .hasMessageContaining("STORE_DENIED");
        }
    }

    @Test
    void silenceMayPass() throws IOException {
        var closed = new CannedS3(() -> 500);
        closed.close();
        assertThatThrownBy(() -> closed.store().read("key"))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("STORE_UNREACHABLE");
    }

    /** An S3 that only ever says one thing. */
    private static final class CannedS3 implements AutoCloseable {

        private final HttpServer http;

        CannedS3(java.util.function.IntSupplier status) throws IOException {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
            http.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                var body = "<Error><Code>Canned</Code></Error>".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status.getAsInt(), body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            http.start();
        }

        S3RunStore store() {
            return S3RunStore.at(
                    URI.create("http://127.0.0.1:" + http.getAddress().getPort()), "landfall");
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }
}
