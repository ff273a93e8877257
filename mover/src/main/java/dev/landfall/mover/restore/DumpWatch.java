package dev.landfall.mover.restore;

import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.ArchivePieces;
import dev.landfall.model.transfer.DumpFailure;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.ObjectDigests;
import dev.landfall.model.transfer.Progress;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.DumpObjects;
import dev.landfall.mover.store.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Watches the dump that a restore depends on: whether it lives, has failed, or has been replaced by a new one.
 *
 * <p>A plan may be left over from a dump that was killed or failed while the next one is only starting. So a plan counts
 * when its data is complete, or when its dump has shown life lately; a failure that is older than this restore counts
 * only after a grace.
 */
final class DumpWatch {

    private static final Duration ALIVE_WITHIN = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration PLAN_READ_EVERY = Duration.ofSeconds(2);
    private static final long POLL_MILLISECONDS = 200;

    private final ObjectStore store;
    private final DatabaseLayout layout;
    private final RestoreRequest request;
    private final StopSignal stop;
    private final DumpObjects objects;
    private final Instant startedAt = Instant.now();
    private volatile long lastNews = System.nanoTime();
    private long planRead = System.nanoTime() - PLAN_READ_EVERY.toNanos();
    private Optional<Instant> lastProgress = Optional.empty();
    private volatile String planDigest = "";
    private volatile String indexDigest = "";

    DumpWatch(RestoreRequest request, ObjectStore store, StopSignal stop) {
        this.request = request;
        this.store = store;
        this.layout = request.layout();
        this.stop = stop;
        this.objects = new DumpObjects(store, request.run(), request.database());
    }

    /** Waits for a plan that can be relied on. */
    Manifest awaitPlan() {
        while (true) {
            var plan = objects.plan();
            if (plan.isPresent()) {
                var found = plan.get().value();
                if (index(found).isPresent() || isAlive()) {
                    planDigest = plan.get().sha256();
                    return found;
                }
            }
            failIfDumpFailed(plan.map(found -> found.value().attempt()));
            await();
        }
    }

    /** All segments, once the dump has written the last of them. */
    Optional<Manifest> index(Manifest plan) {
        var index = objects.index(plan);
        index.ifPresent(found -> indexDigest = found.sha256());
        return index.map(ObjectStore.Stored::value);
    }

    /** Of the objects that were read last. */
    ObjectDigests digests() {
        return new ObjectDigests(planDigest, indexDigest, Optional.empty());
    }

    /** The pieces of an archive, once the dump has written the last of them. */
    Optional<ArchivePieces> archive(String attempt) {
        return objects.archive(attempt);
    }

    /** Called when there is nothing to do: returns after a moment, or throws why waiting makes no more sense. */
    void await(String attempt) {
        failIfDumpFailed(Optional.of(attempt));
        failIfReplaced(attempt);
        await();
    }

    /** A plan names every table: it is not read as often as there is nothing to do. */
    private synchronized void failIfReplaced(String attempt) {
        if (System.nanoTime() - planRead < PLAN_READ_EVERY.toNanos()) {
            return;
        }
        planRead = System.nanoTime();
        objects.plan().ifPresent(plan -> {
            if (!plan.value().attempt().equals(attempt)) {
                throw Problem.retry(
                                "DUMP_REPLACED",
                                "Another dump of this run began while its predecessor was being restored.",
                                "Run the restore again.")
                        .asException();
            }
        });
    }

    /** The dump has produced something. */
    void news() {
        lastNews = System.nanoTime();
    }

    private synchronized void await() {
        isAlive();
        if (System.nanoTime() - lastNews > request.waitLimit().toNanos()) {
            throw Problem.retry(
                            "NO_PROGRESS",
                            "Nothing new came from the dump of " + request.database() + " for "
                                    + request.waitLimit().toSeconds() + " seconds.",
                            "Look at the dump's own log: it was killed or never started; then start a new run.")
                    .asException();
        }
        stop.pause(POLL_MILLISECONDS);
    }

    private synchronized boolean isAlive() {
        var progress = dumpProgress();
        if (progress.isEmpty() || progress.get().phase().equals(Progress.FAILED)) {
            return false;
        }
        var updatedAt = Optional.of(progress.get().updatedAt());
        var moved = lastProgress.isPresent() && !lastProgress.equals(updatedAt);
        if (moved) {
            lastNews = System.nanoTime();
        }
        lastProgress = updatedAt;
        return moved || updatedAt.get().isAfter(Instant.now().minus(ALIVE_WITHIN));
    }

    /**
     * A progress that cannot be read says nothing, as if there were none: it is written again every two seconds, some S3
     * servers show a write before it is whole, and the wait for the next one has a limit anyway.
     */
    private Optional<Progress> dumpProgress() {
        try {
            return store.readJson(layout.progress("dump"), Progress.class);
        } catch (LandfallException e) {
            if (Set.of(ObjectStore.DAMAGED, ObjectStore.CHANGING)
                    .contains(e.problem().code())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void failIfDumpFailed(Optional<String> attempt) {
        var failure = store.readJson(layout.dumpFailure(), DumpFailure.class)
                .filter(left -> attempt.isEmpty()
                        || left.attempt().equals(attempt.get())
                        || left.at().isAfter(startedAt));
        if (failure.isEmpty()) {
            return;
        }
        var old = failure.get().at().isBefore(startedAt);
        if (!old || Instant.now().isAfter(startedAt.plus(GRACE))) {
            throw Problem.operator(
                            "DUMP_FAILED",
                            "The dump of " + request.database() + " failed: "
                                    + failure.get().text(),
                            "Follow the dump's remedy, then start a new run.")
                    .asException();
        }
    }
}
