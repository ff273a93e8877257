package dev.landfall.mover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.transfer.CompletedTables;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the mover relies on, whatever holds its objects. */
abstract class ObjectStoreContract {

    abstract ObjectStore store();

    @Test
    void whatWasPutIsReadAndListedAtOnce() {
        var content = new byte[300_000];
        new Random(1).nextBytes(content);

        store().put("runs/a/data/2", content);
        store().put("runs/a/data/1", new byte[0]);
        store().put("runs/ab/other", new byte[] {1});

        assertThat(store().get("runs/a/data/2")).hasValue(content);
        assertThat(store().get("runs/a/data/1")).hasValue(new byte[0]);
        assertThat(store().list("runs/a/", "")).containsExactly("runs/a/data/1", "runs/a/data/2");
    }

    @Test
    void putReplaces() {
        store().put("replaced", new byte[] {1, 2});
        store().put("replaced", new byte[] {3});

        assertThat(store().get("replaced")).hasValue(new byte[] {3});
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertThat(store().get("nothing/here")).isEmpty();
        assertThat(store().list("nothing/", "")).isEmpty();
        store().delete("nothing/here");
    }

    @Test
    void listingGoesOnAfterAKey() {
        for (var i = 10; i < 20; i++) {
            store().put("after/" + i + ".x", new byte[] {1});
        }

        assertThat(store().list("after/", "after/17.~")).containsExactly("after/18.x", "after/19.x");
    }

    @Test
    void listingGoesBeyondOnePage() {
        for (var i = 0; i < 1100; i++) {
            store().put("many/" + (10_000 + i), new byte[0]);
        }

        assertThat(store().list("many/", "")).hasSize(1100).isSorted();
    }

    @Test
    void whatWasDeletedIsGone() {
        store().put("deleted", new byte[] {1});
        store().delete("deleted");

        assertThat(store().get("deleted")).isEmpty();
    }

    @Test
    void whatIsRewrittenAtFullSpeedIsReadWhole() throws Exception {
        store().writeJson(Rewriter.KEY, Rewriter.tables(0));

        try (var threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var end = System.nanoTime() + Duration.ofMillis(1_500).toNanos();
            Callable<Integer> writer = () -> Rewriter.write(store(), end);
            Callable<Integer> reader = () -> Rewriter.read(store(), end);
            var work = threads.invokeAll(
                    Stream.concat(Stream.of(writer), IntStream.range(0, 3).mapToObj(number -> reader))
                            .toList());
            for (Future<Integer> each : work) {
                assertThat(each.get()).isPositive();
            }
        }
        assertThat(store().readJson(Rewriter.KEY, CompletedTables.class)).isPresent();
    }

    @Test
    void whatStandsThereAsSomethingElseIsDamagedPromptly() {
        store().put("runs/c/damaged.json", new byte[] {'{', '"'});

        var started = System.nanoTime();
        assertThatThrownBy(() -> store().readJson("runs/c/damaged.json", CompletedTables.class))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("STORE_OBJECT_DAMAGED");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));
    }
}
