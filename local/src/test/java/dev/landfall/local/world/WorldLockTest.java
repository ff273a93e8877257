package dev.landfall.local.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.OperatorException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldLockTest {

    @TempDir
    Path folder;

    @Test
    void aSecondCommandIsToldWhichProcessHasTheWorld() {
        var home = new WorldHome(folder);
        try (var first = WorldLock.take(home)) {
            assertThat(WorldLock.isHeld(home)).isTrue();
            assertThatThrownBy(() -> WorldLock.take(home))
                    .isInstanceOf(OperatorException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }

        assertThat(WorldLock.isHeld(home)).isFalse();
        WorldLock.take(home).close();
    }
}
