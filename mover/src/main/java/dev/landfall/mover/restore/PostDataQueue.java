package dev.landfall.mover.restore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Hands out entries that can be created at the same time: what an entry needs is there, and nobody else works on its tables
 * in a way that one would wait for the other.
 */
final class PostDataQueue {

    private final Set<Integer> own;
    private final List<PostDataEntry> waiting;
    private final List<PostDataEntry> running = new ArrayList<>();
    private final Set<Integer> done = new HashSet<>();

    /** @param done ids of entries that exist already */
    PostDataQueue(List<PostDataEntry> entries, Set<Integer> done) {
        this.own = new HashSet<>(entries.stream().map(PostDataEntry::id).toList());
        this.waiting = new ArrayList<>(
                entries.stream().filter(entry -> !done.contains(entry.id())).toList());
        this.done.addAll(done);
    }

    /** @param isLoaded whether the table behind an archive's entry has all of its rows; true for what is no table */
    synchronized Optional<PostDataEntry> poll(IntPredicate isLoaded) {
        var next = waiting.stream().filter(entry -> isFree(entry, isLoaded)).findFirst();
        next.ifPresent(entry -> {
            waiting.remove(entry);
            running.add(entry);
        });
        return next;
    }

    synchronized void done(PostDataEntry entry) {
        running.remove(entry);
        done.add(entry.id());
    }

    synchronized boolean isFinished() {
        return waiting.isEmpty() && running.isEmpty();
    }

    private boolean isFree(PostDataEntry entry, IntPredicate isLoaded) {
        return entry.dependencies().stream().allMatch(id -> own.contains(id) ? done.contains(id) : isLoaded.test(id))
                && running.stream().noneMatch(other -> collide(entry, other));
    }

    private boolean collide(PostDataEntry one, PostDataEntry other) {
        return !(one.isIndex() && other.isIndex())
                && one.dependencies().stream()
                        .anyMatch(
                                id -> !own.contains(id) && other.dependencies().contains(id));
    }
}
