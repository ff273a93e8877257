package dev.landfall.mover.move;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.TransferResult;
import dev.landfall.mover.dump.Dump;
import dev.landfall.mover.progress.ProgressListener;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.restore.Restore;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A dump and a restore at the same time; when one fails, the other is stopped for the same reason. */
public record Transfer(Dump dump, Restore restore, StopSignal stop) {

    /** What both did. */
    public record Done(TransferResult dumped, TransferResult restored) {}

    public Done run(ProgressListener dumpListener, ProgressListener restoreListener) {
        var dumping = new FutureTask<>(() -> stopping(() -> dump.run(dumpListener)));
        Thread.ofPlatform().name("dump").start(dumping);
        LandfallException failed;
        try {
            var restored = stopping(() -> restore.run(restoreListener));
            return new Done(dumping.get(), restored);
        } catch (LandfallException e) {
            failed = e;
        } catch (ExecutionException e) {
            failed = e.getCause() instanceof LandfallException known ? known : bug(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed = bug(e);
        }
        awaitEnd(dumping);
        throw stop.reason().orElse(failed);
    }

    private interface Work {
        TransferResult run();
    }

    private TransferResult stopping(Work work) {
        try {
            return work.run();
        } catch (LandfallException e) {
            stop.stop(e);
            throw e;
        } catch (RuntimeException | Error e) {
            // The sibling would wait for this one forever.
            var failure = bug(e);
            stop.stop(failure);
            throw failure;
        }
    }

    /** So that nothing of it still writes when its folder is removed. */
    private static void awaitEnd(FutureTask<TransferResult> dumping) {
        try {
            dumping.get();
        } catch (ExecutionException e) {
            // Its reason is the stop's.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static LandfallException bug(Throwable cause) {
        return Problem.bug(
                        "MOVE_FAILED",
                        "The move failed with " + cause.getClass().getSimpleName() + ".")
                .asException(cause);
    }
}
