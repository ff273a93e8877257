package dev.landfall.local.strict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.landfall.local.engine.integration.TaskFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrictTasksTest {

    private final List<String> started = new ArrayList<>();

    private JsonNode start(JsonNode request) {
        started.add(request.path("StartedBy").asText());
        return JsonNodeFactory.instance.objectNode();
    }

    private static JsonNode request(String startedBy) {
        return JsonNodeFactory.instance.objectNode().put("StartedBy", startedBy);
    }

    @Test
    void eachTaskIsRefusedOnceByTheNamesThatStepFunctionsShows() throws Exception {
        var errors = new HashSet<String>();
        for (long seed = 1; seed <= 10; seed++) {
            started.clear();
            var tasks = new RefusedTaskStart(this::start, new StrictSeed(seed));
            assertThatThrownBy(() -> tasks.run(request("r1/app")))
                    .isInstanceOfSatisfying(TaskFailure.class, e -> errors.add(e.error()));
            assertThat(started).isEmpty();
            tasks.run(request("r1/app"));
            assertThat(started).containsExactly("r1/app");
            assertThatThrownBy(() -> tasks.run(request("r2/app"))).isInstanceOf(TaskFailure.class);
        }
        assertThat(errors).containsExactlyInAnyOrder("ECS.AmazonECSException", "ECS.ServerException");
    }

    @Test
    void aTaskStartsLate() throws Exception {
        var tasks = new SlowTaskStart(this::start, Duration.ofMillis(80));
        var before = System.nanoTime();
        tasks.run(request("r1/app"));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(80));
        assertThat(started).containsExactly("r1/app");
    }
}
