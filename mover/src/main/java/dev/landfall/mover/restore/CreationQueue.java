package dev.landfall.mover.restore;

import dev.landfall.mover.progress.StopSignal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Hands out the batches of one stage after another to several workers. What could not be created beside others is created
 * once more, in the archive's order, when its stage is otherwise done: a need that an archive does not name costs time,
 * not the copy.
 */
final class CreationQueue {

    private static final long LOOKS_EVERY_MILLISECONDS = 50;

    /**
     * @param together in one transaction, which is undone where one of them fails
     */
    record Batch(List<PostDataEntry> entries, boolean together) {}

    private final Deque<CreationStage> stages;
    private final Map<Integer, Integer> order = new HashMap<>();
    private final StopSignal stop;
    private final Queue<Batch> ready = new ArrayDeque<>();
    private final List<PostDataEntry> undone = new ArrayList<>();
    private int running;

    /** @param entries of all stages, in the archive's order */
    CreationQueue(List<CreationStage> stages, List<PostDataEntry> entries, StopSignal stop) {
        this.stages = new ArrayDeque<>(stages);
        this.stop = stop;
        entries.forEach(entry -> order.put(entry.id(), order.size()));
    }

    /** Waits where what is next needs what runs; empty at the end. */
    synchronized Optional<Batch> next() {
        try {
            while (ready.isEmpty() && running > 0) {
                wait(LOOKS_EVERY_MILLISECONDS);
                stop.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for other workers", e);
        }
        if (ready.isEmpty()) {
            makeNextReady();
            notifyAll();
        }
        var batch = Optional.ofNullable(ready.poll());
        if (batch.isPresent()) {
            running++;
        }
        return batch;
    }

    private void makeNextReady() {
        if (!undone.isEmpty()) {
            var left = undone.stream()
                    .sorted(Comparator.comparing(entry -> order.get(entry.id())))
                    .toList();
            undone.clear();
            ready.add(new Batch(left, false));
        } else if (!stages.isEmpty()) {
            var stage = stages.removeFirst();
            stage.batches().forEach(batch -> ready.add(new Batch(batch, stage.together())));
        }
    }

    synchronized void created() {
        running--;
        notifyAll();
    }

    /** Nothing of the batch is there. */
    synchronized void undone(List<PostDataEntry> entries) {
        undone.addAll(entries);
        created();
    }
}
