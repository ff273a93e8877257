package dev.landfall.mover.progress;

import dev.landfall.model.failure.LandfallException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One command's way to end early: the first reason wins, and whatever blocks (sessions, child programs) is cut off, so
 * that every thread comes back soon.
 */
public final class StopSignal {

    private final AtomicReference<@Nullable LandfallException> reason = new AtomicReference<>();
    private final Set<Runnable> blockers = ConcurrentHashMap.newKeySet();

    /** Ends the command for this reason, unless it is ending already. */
    public void stop(LandfallException why) {
        if (reason.compareAndSet(null, why)) {
            blockers.forEach(Runnable::run);
        }
    }

    public Optional<LandfallException> reason() {
        return Optional.ofNullable(reason.get());
    }

    /** Throws the reason, if there is one. */
    public void check() {
        reason().ifPresent(why -> {
            throw why;
        });
    }

    /** Runs the action when the command is stopped; at once if it is already. Close to forget it. */
    public Registration onStop(Runnable action) {
        blockers.add(action);
        if (reason.get() != null) {
            action.run();
        }
        return () -> blockers.remove(action);
    }

    /** Waits, but no longer than until the command is stopped. */
    public void pause(long milliseconds) {
        check();
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        check();
    }

    /** An action that waits for a stop. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
