package dev.landfall.mover.postgres;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.mover.progress.StopSignal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * A few threads, each with its own session, that share a list of work; the first failure ends all of them, but for {@link
 * SessionBroken}: the work is then done again in a new session.
 */
public final class Workers {

    private static final int ATTEMPTS_TO_REOPEN = 5;
    private static final long BETWEEN_ATTEMPTS_MILLISECONDS = 1000;

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
        var session = Optional.<Session>empty();
        try {
            session = Optional.of(sessions.get());
            for (var item = source.next(); item.isPresent(); item = source.next()) {
                stop.check();
                var done = false;
                while (!done) {
                    try {
                        work.run(session.get(), item.get());
                        done = true;
                    } catch (SessionBroken e) {
                        session.get().close();
                        session = Optional.of(reopen(e));
                    }
                }
            }
        } catch (SQLException e) {
            stop.stop(session.orElseThrow().failure(doing, e));
        } catch (LandfallException e) {
            stop.stop(e);
        } catch (OutOfMemoryError e) {
            stop.stop(RowTooLarge.of(doing, e));
        } catch (RuntimeException | Error e) {
            // A thread that ends without a word would leave its rows behind and the command waiting or, worse, done.
            stop.stop(Problem.bug("WORKER_FAILED", "A worker failed while " + doing + ": " + e + ".")
                    .asException(e));
        } finally {
            session.ifPresent(Session::close);
        }
    }

    /** A server that comes back in a few seconds, or only ended the session, costs no more than the work once more. */
    private Session reopen(SessionBroken broken) {
        for (var attempt = 1; ; attempt++) {
            try {
                return sessions.get();
            } catch (LandfallException e) {
                stop.check();
                if (attempt == ATTEMPTS_TO_REOPEN) {
                    throw broken.failure();
                }
                stop.pause(BETWEEN_ATTEMPTS_MILLISECONDS);
            }
        }
    }
}
