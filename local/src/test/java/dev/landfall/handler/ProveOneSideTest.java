package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.StillWaitingException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run that failed before it woke the target leaves there is what preflight allowed there. */
class ProveOneSideTest {

    private static final Map<String, String> RUN = Map.of("runId", "one");

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void world() {
        world = new HandlerWorld(folder);
        world.target.scale("retool-workflow-worker", 0);
    }

    private Map<String, Object> prove() {
        world.openAndCapture("one", Map.of());
        var sides = world.call(new ProveOneSide(world.gateways), RUN);
        assertThat(sides.get("source")).as("the source works").isNotEmpty();
        return Map.of("target", sides.get("target"));
    }

    @Test
    void jobsOfATargetWithItsOwnDatabaseWorkOnItsCopyOnly() {
        assertThat(world.target.deployment("retool-jobs-runner").replicas()).isPositive();

        assertThat(prove()).hasToString("{target=[]}");
    }

    @Test
    void workflowsOnBothSidesAreRefused() {
        world.target.scale("retool-workflow-worker", 1);

        assertThatThrownBy(this::prove)
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("AUTOMATION_ON_BOTH_SIDES")
                .hasMessageContaining("retool-workflow-worker on the target");
    }

    @Test
    void jobsOnBothSidesOfOneDatabaseAreRefused() {
        world.configure(
                HandlerWorld.configuration().replace("\"dns\":", "\"database\": {\"strategy\": \"shared\"}, \"dns\":"));

        assertThatThrownBy(this::prove)
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("AUTOMATION_ON_BOTH_SIDES")
                .hasMessageContaining("retool-jobs-runner");
    }
}
