package dev.landfall.mover.dump;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.StoredObject;
import dev.landfall.mover.progress.StopSignal;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * A {@code pg_dump} of the schema beside the reading of the catalog: where there are thousands of tables, each takes as
 * long as the other. Closed, it has ended.
 */
final class SchemaWriting implements AutoCloseable {

    private final StopSignal own = new StopSignal();
    private final StopSignal.Registration stopped;
    private final FutureTask<StoredObject> writing;
    private final Thread thread;

    /** @param write the work, with what ends it early */
    SchemaWriting(StopSignal stop, Function<StopSignal, StoredObject> write) {
        stopped = stop.onStop(() -> stop.reason().ifPresent(own::stop));
        writing = new FutureTask<>(() -> write.apply(own));
        thread = Thread.ofPlatform().name("schema").start(writing);
    }

    /** What was written; fails as the work does. */
    StoredObject await() {
        try {
            return writing.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LandfallException known) {
                throw known;
            }
            throw Problem.bug("SCHEMA_DUMP_FAILED", "The schema's dump failed with " + e.getCause() + ".")
                    .asException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the schema is written", e);
        }
    }

    @Override
    public void close() {
        own.stop(Problem.operator("SCHEMA_DUMP_ENDED", "The schema is no longer wanted.", "Start a new run.")
                .asException());
        stopped.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
