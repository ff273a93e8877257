package dev.landfall.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.local.engine.integration.Integrations;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EngineRealTimeTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static StateMachine load(String startAt, String states) {
        return StateMachine.load("machine", World.machine(startAt, states).replace('\'', '"'));
    }

    @Test
    void thirtyStatesCostLessThanAMillisecondEach() {
        var states = IntStream.range(0, 30)
                .mapToObj(n -> "'S" + n + "':{'Type':'Pass','Assign':{'n':'{% $states.input.n + 1 %}'},'Output':"
                        + "{'n':'{% $states.input.n + 1 %}'},"
                        + (n == 29 ? "'End':true}" : "'Next':'S" + (n + 1) + "'}"))
                .collect(Collectors.joining(","));
        try (var engine = Engine.inRealTime(Integrations.none())) {
            var machine = load("S0", states);
            for (var warmUp = 0; warmUp < 50; warmUp++) {
                assertThat(engine.start(machine, "warm" + warmUp, World.json("{'n':0}"))
                                .await(LIMIT))
                        .isTrue();
            }
            var best = IntStream.range(0, 5)
                    .mapToObj(round -> perState(engine, machine, "round" + round))
                    .min(Duration::compareTo);
            assertThat(best.orElseThrow()).isLessThan(Duration.ofMillis(1));
        }
    }

    private static Duration perState(Engine engine, StateMachine machine, String name) {
        var begin = System.nanoTime();
        for (var run = 0; run < 10; run++) {
            engine.start(machine, name + "-" + run, World.json("{'n':0}")).await(LIMIT);
        }
        return Duration.ofNanos((System.nanoTime() - begin) / (10 * 30));
    }

    @Test
    void blockingCallsOfBranchesRunAtTheSameTime() {
        var together = new CountDownLatch(2);
        var integrations = new Integrations(Map.of("arn:", call -> {
            together.countDown();
            together.await();
            return World.json("'met'");
        }));
        try (var engine = Engine.inRealTime(integrations)) {
            var branch = "{'StartAt':'@','States':{'@':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke',"
                    + "'End':true}}}";
            var machine = load(
                    "P",
                    "'P':{'Type':'Parallel','Branches':[" + branch.replace("@", "A") + "," + branch.replace("@", "B")
                            + "],'End':true}");
            var execution = engine.start(machine, "run", World.json("{}"));
            assertThat(execution.await(LIMIT)).isTrue();
            assertThat(execution.output()).contains(World.json("['met','met']"));
        }
    }
}
