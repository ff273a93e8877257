package dev.landfall.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.Change;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderRunStoreTest {

    @TempDir
    Path folder;

    @Test
    void keysArePathsBelowTheFolder() {
        var store = new FolderRunStore(folder);

        assertThat(store.list("runs/")).isEmpty();
        assertThat(store.write("runs/a/run.json", bytes("1"))).isEqualTo(Change.CREATED);
        assertThat(store.write("runs/a/run.json", bytes("1"))).isEqualTo(Change.UNCHANGED);
        assertThat(store.write("runs/a/run.json", bytes("2"))).isEqualTo(Change.UPDATED);
        assertThat(store.writeIfAbsent("runs/b/run.json", bytes("1"))).isEqualTo(Change.CREATED);
        assertThat(store.writeIfAbsent("runs/b/run.json", bytes("2"))).isEqualTo(Change.UNCHANGED);
        assertThat(store.read("runs/a/run.json"))
                .hasValueSatisfying(content -> assertThat(content).isEqualTo(bytes("2")));
        assertThat(store.list("runs/")).containsExactly("runs/a/run.json", "runs/b/run.json");
        assertThat(store.folders("runs/")).containsExactly("a", "b");
        assertThat(store.delete("runs/a/run.json")).isEqualTo(Change.REMOVED);
        assertThat(store.delete("runs/a/run.json")).isEqualTo(Change.UNCHANGED);
        assertThat(store.read("runs/a/run.json")).isEmpty();
    }

    @Test
    void whatIsRewrittenAtFullSpeedIsReadWhole() throws InterruptedException {
        var store = new FolderRunStore(folder);
        var contents = List.of("a".repeat(200_000), "b".repeat(100_000));
        store.write("runs/a/run.json", bytes(contents.getFirst()));
        var end = System.nanoTime() + 1_000_000_000L;
        var writer = Thread.ofPlatform().start(() -> {
            for (var i = 1; System.nanoTime() < end; i++) {
                store.write("runs/a/run.json", bytes(contents.get(i % 2)));
            }
        });

        while (writer.isAlive()) {
            assertThat(contents)
                    .contains(new String(store.read("runs/a/run.json").orElseThrow(), StandardCharsets.UTF_8));
        }
        writer.join();
        assertThat(store.list("runs/")).containsExactly("runs/a/run.json");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
