package dev.landfall.local.engine.execution;

import dev.landfall.local.engine.definition.Catcher;
import dev.landfall.local.engine.definition.Recovery;
import dev.landfall.local.engine.definition.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** How often each retrier of a state was used in one visit. */
final class Retries {

    private final Optional<Recovery> recovery;
    private final RandomGenerator random;
    private final int[] used;
    private final AtomicInteger count = new AtomicInteger();

    Retries(State state, RandomGenerator random) {
        this.random = random;
        recovery = switch (state) {
            case State.Task task -> Optional.of(task.recovery());
            case State.Parallel parallel -> Optional.of(parallel.recovery());
            case State.Map map -> Optional.of(map.recovery());
            case State.Pass pass -> Optional.empty();
            case State.Wait wait -> Optional.empty();
            case State.Choice choice -> Optional.empty();
            case State.Succeed succeed -> Optional.empty();
            case State.Fail fail -> Optional.empty();
        };
        used = new int[recovery.map(both -> both.retriers().size()).orElse(0)];
    }

    boolean supported() {
        return recovery.isPresent();
    }

    int count() {
        return count.get();
    }

    List<Catcher> catchers() {
        return recovery.map(Recovery::catchers).orElse(List.of());
    }

    /** The first retrier that names the error decides: the wait before the next attempt, or empty when it is used up. */
    Optional<Duration> next(StateError error) {
        var retriers = recovery.map(Recovery::retriers).orElse(List.of());
        for (var index = 0; index < retriers.size(); index++) {
            var retrier = retriers.get(index);
            if (error.matches(retrier.errorEquals())) {
                if (used[index] >= retrier.maxAttempts()) {
                    return Optional.empty();
                }
                count.incrementAndGet();
                return Optional.of(retrier.delay(used[index]++, random));
            }
        }
        return Optional.empty();
    }

    /** The first catcher that names the error. */
    OptionalInt catcher(StateError error) {
        var catchers = catchers();
        for (var index = 0; index < catchers.size(); index++) {
            if (error.matches(catchers.get(index).errorEquals())) {
                return OptionalInt.of(index);
            }
        }
        return OptionalInt.empty();
    }
}
