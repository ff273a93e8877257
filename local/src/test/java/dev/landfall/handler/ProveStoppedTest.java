package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProveStoppedTest {

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void world() {
        world = new HandlerWorld(folder);
        world.openCutover("cut");
    }

    @Test
    void targetAtZeroIsProvenAndLeftAsItIs() {
        for (var deployment : world.target.deployments()) {
            world.target.scale(deployment.name(), 0);
        }
        var before = world.target.deployments();

        assertThat(prove().path("stopped").asBoolean()).isTrue();
        assertThat(world.target.deployments()).isEqualTo(before);
    }

    /** Not a wait: nobody is about to stop it. */
    @Test
    void deploymentThatIsWantedIsNamedAtOnce() {
        for (var deployment : world.target.deployments()) {
            if (!deployment.name().equals("retool-jobs-runner")) {
                world.target.scale(deployment.name(), 0);
            }
        }

        var seen = prove();

        assertThat(seen.path("stopped").asBoolean(true)).isFalse();
        assertThat(seen.at("/wanted/0").asText()).isEqualTo("retool-jobs-runner (1)");
    }

    private JsonNode prove() {
        return world.call(new ProveStopped(world.gateways), Map.of("runId", "cut"));
    }
}
