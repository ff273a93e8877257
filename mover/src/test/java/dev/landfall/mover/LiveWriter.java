package dev.landfall.mover;

import dev.landfall.embedded.PostgresServer;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes to a table {@code live}, two rows in each transaction: a copy that saw half of one would hold an odd number. */
final class LiveWriter implements AutoCloseable {

    private final AtomicBoolean writing = new AtomicBoolean(true);
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Void> ended;

    private LiveWriter(PostgresServer server) {
        ended = CompletableFuture.runAsync(() -> write(server), Thread::startVirtualThread);
    }

    static LiveWriter start(PostgresServer server) {
        return new LiveWriter(server);
    }

    void awaitFirstRow() throws ExecutionException, InterruptedException, TimeoutException {
        started.get(10, TimeUnit.SECONDS);
    }

    private void write(PostgresServer server) {
        try (var session = server.connect(World.DATABASE)) {
            session.setAutoCommit(false);
            try (var statement = session.createStatement()) {
                while (writing.get()) {
                    statement.execute("INSERT INTO live (pair) VALUES (1)");
                    statement.execute("INSERT INTO live (pair) VALUES (2)");
                    session.commit();
                    started.complete(null);
                }
            }
        } catch (SQLException e) {
            started.completeExceptionally(e);
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws ExecutionException, InterruptedException, TimeoutException {
        writing.set(false);
        ended.get(10, TimeUnit.SECONDS);
    }
}
