package dev.landfall.mover.postgres;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.mover.progress.StopSignal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** A few threads, each with its own session, that share a list of work; the first failure ends all of them. */
public final class Workers {

    private final int jobs;
    private final Supplier<Session> sessions;
    private final StopSignal stop;

    public Workers(int jobs, Supplier<Session> sessions, StopSignal stop) {
        this.jobs = jobs;
        this.sessions = sessions;
        this.stop = stop;
    }

    /** One piece of work. */
    @FunctionalInterface
    public interface Work<T> {
        void run(Session session, T item) throws SQLException;
    }

    /** Where work comes from; called by all threads; may wait; empty when there is no more. */
    @FunctionalInterface
    public interface Source<T> {
        Optional<T> next();
    }

    /** Returns when all is done; throws why the command was stopped otherwise. */
    public <T> void run(String doing, Source<T> source, Work<T> work) {
        var running = new CountDownLatch(jobs);
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < jobs; i++) {
            threads.add(Thread.ofPlatform().name("worker-" + i).daemon().start(() -> {
                try {
                    drain(doing, source, work);
                } finally {
                    running.countDown();
                }
            }));
        }
        try {
            running.await();
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + doing, e);
        }
        stop.check();
    }

    private <T> void drain(String doing, Source<T> source, Work<T> work) {
        try (var session = sessions.get()) {
            try {
                for (var item = source.next(); item.isPresent(); item = source.next()) {
                    stop.check();
                    work.run(session, item.get());
                }
            } catch (SQLException e) {
                stop.stop(session.failure(doing, e));
            }
        } catch (LandfallException e) {
            stop.stop(e);
        } catch (OutOfMemoryError e) {
            stop.stop(RowTooLarge.of(doing, e));
        } catch (RuntimeException | Error e) {
            // A thread that ends without a word would leave its rows behind and the command waiting or, worse, done.
            stop.stop(Problem.bug("WORKER_FAILED", "A worker failed while " + doing + ": " + e + ".")
                    .asException(e));
        }
    }
}
