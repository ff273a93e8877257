package dev.landfall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every run store does, whatever it stands on. */
public abstract class RunStoreContract {

    private final String prefix = "contract-" + UUID.randomUUID() + "/";

    /** The same store for all tests of a class, with small pages where it pages. */
    protected abstract RunStore store();

    @Test
    void whatIsMissingIsEmpty() {
        assertThat(store().read(prefix + "missing")).isEmpty();
        assertThat(store().delete(prefix + "missing")).isEqualTo(Change.UNCHANGED);
        assertThat(store().list(prefix)).isEmpty();
        assertThat(store().folders(prefix)).isEmpty();
    }

    @Test
    void everyMutationSaysWhatItDid() {
        var key = prefix + "a/b.json";

        assertThat(store().write(key, bytes("one"))).isEqualTo(Change.CREATED);
        assertThat(store().write(key, bytes("one"))).isEqualTo(Change.UNCHANGED);
        assertThat(store().write(key, bytes("two"))).isEqualTo(Change.UPDATED);
        assertThat(store().writeIfAbsent(key, bytes("three"))).isEqualTo(Change.UNCHANGED);
        assertThat(store().read(key)).contains(bytes("two"));
        assertThat(store().delete(key)).isEqualTo(Change.REMOVED);
        assertThat(store().writeIfAbsent(key, bytes("three"))).isEqualTo(Change.CREATED);
        assertThat(store().read(key)).contains(bytes("three"));
    }

    @Test
    void bytesComeBackAsTheyWere() {
        var every = new byte[70_000];
        IntStream.range(0, every.length).forEach(index -> every[index] = (byte) index);
        store().write(prefix + "bytes", every);
        store().write(prefix + "none", new byte[0]);

        assertThat(store().read(prefix + "bytes")).contains(every);
        assertThat(store().read(prefix + "none")).contains(new byte[0]);
    }

    @Test
    void listingGoesOverAllPagesInOrder() {
        var keys = IntStream.range(0, 25)
                .mapToObj(number -> prefix + "list/%02d/run #%d.json".formatted(number, number))
                .toList();
        keys.reversed().forEach(key -> store().write(key, bytes("x")));
        store().write(prefix + "list/file", bytes("x"));

        assertThat(store().list(prefix + "list/")).containsAll(keys).hasSize(26).isSorted();
        assertThat(store().files(prefix + "list/")).containsExactly(prefix + "list/file");
        assertThat(store().folders(prefix + "list/"))
                .containsExactlyElementsOf(
                        IntStream.range(0, 25).mapToObj("%02d"::formatted).toList());
    }

    @Test
    void oneOfManyConcurrentWritersIsFirst() throws InterruptedException, ExecutionException {
        try (var writers = Executors.newFixedThreadPool(8)) {
            for (var round = 0; round < 10; round++) {
                raceFor(prefix + "race-" + round, writers);
            }
        }
    }

    private void raceFor(String key, ExecutorService writers) throws InterruptedException, ExecutionException {
        var attempts = new ArrayList<Callable<Change>>();
        IntStream.range(0, 8)
                .forEach(number -> attempts.add(() -> store().writeIfAbsent(key, bytes("writer " + number))));
        var outcomes = new ArrayList<Change>();
        for (var outcome : writers.invokeAll(attempts)) {
            outcomes.add(outcome.get());
        }

        assertThat(outcomes).containsOnlyOnce(Change.CREATED);
        assertThat(store().read(key)).contains(bytes("writer " + outcomes.indexOf(Change.CREATED)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
