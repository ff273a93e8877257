package dev.landfall.bench.way;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.bench.Allowance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

    @TempDir
    Path folder;

    @Test
    void childThatTakesTooLongIsEndedWithAllThatItStarted() throws Exception {
        var pid = folder.resolve("pid");
        var allowance = new Allowance(Optional.of(Duration.ofMillis(300)), "0.3 s");

        assertThatThrownBy(() -> Child.run(
                        allowance,
                        List.of("sh", "-c", "sleep 60 & echo $! > " + pid + "; wait"),
                        Map.of(),
                        folder.resolve("log")))
                .hasMessageContaining("for it may take 0.3 s");

        var grandchild = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
        for (var i = 0; i < 100 && grandchild.filter(ProcessHandle::isAlive).isPresent(); i++) {
            Thread.sleep(50);
        }
        assertThat(grandchild.filter(ProcessHandle::isAlive)).isEmpty();
    }
}
