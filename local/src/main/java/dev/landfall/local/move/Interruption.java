package dev.landfall.local.move;

import dev.landfall.local.output.StandardOutput;
import dev.landfall.model.failure.Problem;
import dev.landfall.mover.progress.StopSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a command that is interrupted (Ctrl+C, SIGTERM) say so and remove what it left lying, before its process ends. */
final class Interruption implements AutoCloseable {

    private static final int ENDS_WITHIN_SECONDS = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(StopSignal stop) {
        hook = new Thread(() -> interrupt(stop), "interrupt");
    }

    /** Until it is closed. */
    static Interruption of(StopSignal stop) {
        var interruption = new Interruption(stop);
        StandardOutput.endsItself();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void interrupt(StopSignal stop) {
        stop.stop(Problem.operator(
                        "INTERRUPTED",
                        "The move was interrupted; the target holds what it held before or, had the copy just taken its place, the whole copy.",
                        "Run it again when you like.")
                .asException());
        try {
            ended.await(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook is what waits for this.
            return;
        }
    }
}
