package dev.landfall.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.definition.DefinitionReader;
import dev.landfall.local.engine.definition.Reading;
import dev.landfall.local.engine.history.HistoryEvent;
import dev.landfall.local.engine.integration.Integrations;
import dev.landfall.local.engine.integration.TaskCall;
import dev.landfall.local.engine.integration.TaskFailure;
import dev.landfall.local.engine.time.VirtualTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnginePropertyTest {

    private static final int CASES = 300;

    private static Execution run(String definition, long seed) {
        var time = new VirtualTime();
        var luck = new Random(seed);
        var engine = new Engine(time, new Integrations(Map.of("arn:", call -> answer(call, luck))), new Random(seed));
        var execution = engine.start(StateMachine.load("machine", definition), "run", World.json("{}"));
        time.runUntilIdle();
        return execution;
    }

    private static JsonNode answer(TaskCall call, Random luck) throws TaskFailure {
        if (luck.nextInt(3) == 0) {
            throw new TaskFailure("E" + luck.nextInt(3), call.stateName());
        }
        return World.json("{}");
    }

    @Test
    void whateverIsAcceptedEndsTheSameWayEveryTime() {
        var accepted = 0;
        for (var seed = 0; seed < CASES; seed++) {
            var definition = new DefinitionGenerator(seed).definition().replace('\'', '"');
            if (DefinitionReader.read(definition) instanceof Reading.Refused(var refusals)) {
                assertThat(refusals).isNotEmpty();
                continue;
            }
            accepted++;
            var first = run(definition, seed);
            assertThat(first.status()).as("seed %d", seed).isNotEqualTo(ExecutionStatus.RUNNING);
            assertThat(first.activeStates()).isEmpty();
            assertThat(first.cause().orElse("")).doesNotContain("The engine failed");
            assertThat(pointBackwards(first.history())).isTrue();
            assertThat(run(definition, seed).history()).isEqualTo(first.history());
        }
        assertThat(accepted).isBetween(CASES / 4, CASES - 1);
    }

    private static boolean pointBackwards(List<HistoryEvent> events) {
        return events.stream().allMatch(event -> event.previousEventId() < event.id());
    }
}
