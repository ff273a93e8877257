package dev.landfall.mover.progress;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does something again and again beside the work, until closed. */
public final class Ticker implements AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);

    private Ticker() {}

    /** The action must not throw. */
    public static Ticker every(Duration interval, String name, Runnable action) {
        var ticker = new Ticker();
        Thread.ofPlatform().daemon().name(name).start(() -> {
            while (!ticker.closedWithin(interval)) {
                action.run();
            }
        });
        return ticker;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private boolean closedWithin(Duration interval) {
        try {
            return closed.await(interval.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }
}
