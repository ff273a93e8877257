package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.failure.StillWaitingException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProveOneSideTest {

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void world() {
        world = new HandlerWorld(folder);
    }

    private void share() {
        world.configure(
                HandlerWorld.configuration().replace("\"dns\":", "\"database\": {\"strategy\": \"shared\"}, \"dns\":"));
    }

    /** What a run that failed before it woke the target leaves there is what preflight allowed there. */
    @Test
    void jobsOfATargetWithItsOwnDatabaseWorkOnItsCopyOnly() {
        world.openCutover("cut");
        world.target.scale("retool-workflow-worker", 0);
        assertThat(world.target.deployment("retool-jobs-runner").replicas()).isPositive();

        var sides = prove(Map.of("runId", "cut"));

        assertThat(sides.path("source")).as("the source works").isNotEmpty();
        assertThat(sides.path("target")).isEmpty();
    }

    @Test
    void workflowsOnBothSidesAreNamed() {
        world.openCutover("cut");

        assertThatThrownBy(() -> prove(Map.of("runId", "cut")))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("AUTOMATION_ON_BOTH_SIDES")
                .hasMessageContaining("and retool-workflow-worker on the target");
    }

    @Test
    void jobsOnBothSidesOfOneDatabaseAreNamed() {
        share();
        world.openCutover("cut");

        assertThatThrownBy(() -> prove(Map.of("runId", "cut")))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("AUTOMATION_ON_BOTH_SIDES")
                .hasMessageContaining("retool-jobs-runner, retool-workflow-worker on the target");
    }

    /** A source at 0 makes one side of two, but the source is what comes next. */
    @Test
    void beforeTheSourceReturnsNothingOfTheTargetMayWorkByItself() {
        share();
        world.openCutover("cut");
        world.still("cut");
        world.source.enableSchedule("nightly", false);
        assertThat(prove(Map.of("runId", "cut")).path("target")).hasSize(2);

        assertThatThrownBy(() -> prove(Map.of("runId", "cut", "returning", true)))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("TARGET_NOT_OFF")
                .hasMessageContaining("retool-jobs-runner, retool-workflow-worker");

        world.target.scale("retool-jobs-runner", 0);
        world.target.scale("retool-workflow-worker", 0);
        assertThat(prove(Map.of("runId", "cut", "returning", true)).path("target"))
                .as("a backend that only serves users")
                .isEmpty();
    }

    private JsonNode prove(Map<String, ?> payload) {
        return world.call(new ProveOneSide(world.gateways), payload);
    }
}
