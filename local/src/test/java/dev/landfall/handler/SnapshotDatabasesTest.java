package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.failure.StillWaitingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever may last minutes on a database server is waited for, and nothing is asked for twice. */
class SnapshotDatabasesTest {

    private static final Map<String, String> RUN = Map.of("runId", "cut");

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void world() {
        world = new HandlerWorld(folder);
        world.openCutover("cut");
    }

    @Test
    void pollsWhileTheInstancesAreBackingUpWaitAndThenPass() {
        for (var poll = 0; poll < 3; poll++) {
            assertThatThrownBy(this::take)
                    .as("poll %d", poll)
                    .isInstanceOf(StillWaitingException.class)
                    .hasMessageContaining("SNAPSHOT_NOT_AVAILABLE");
        }
        world.clock.forward(Duration.ofMinutes(2));

        assertThat(take().get("snapshots")).hasSize(2);
    }

    @Test
    void anInstanceThatIsBusyIsWaitedForAndKeepsNoOtherFromBeginning() {
        world.databaseHost.become("retool-source", "modifying");
        assertThatThrownBy(this::take)
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("DATABASE_BUSY")
                .hasMessageContaining("modifying");
        world.clock.forward(Duration.ofMinutes(2));
        world.databaseHost.become("retool-source", "available");

        assertThatThrownBy(this::take)
                .hasMessageContaining("SNAPSHOT_NOT_AVAILABLE")
                .hasMessageContaining("retool-source");
        world.clock.forward(Duration.ofMinutes(2));
        assertThat(take().get("snapshots")).hasSize(2);
    }

    @Test
    void anAnswerThatComesLateIsWaitedFor() {
        world.databaseHost.showSnapshotsAfter(Duration.ofSeconds(30));
        assertThatThrownBy(this::take).isInstanceOf(StillWaitingException.class);
        assertThatThrownBy(this::take).isInstanceOf(StillWaitingException.class);
        world.clock.forward(Duration.ofMinutes(2));

        assertThat(take().get("snapshots")).hasSize(2);
    }

    @Test
    void aSnapshotThatWasSeenAndIsGoneFails() {
        assertThatThrownBy(this::take).isInstanceOf(StillWaitingException.class);
        assertThatThrownBy(this::take).isInstanceOf(StillWaitingException.class);
        world.databaseHost.removeSnapshot("landfall-cut-retool-source-snapshot");

        assertThatThrownBy(this::take)
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("SNAPSHOT_FAILED")
                .hasMessageContaining("gone");
    }

    private com.fasterxml.jackson.databind.JsonNode take() {
        return world.call(new SnapshotDatabases(world.gateways), RUN);
    }
}
