package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.run.EarlierRuns;
import dev.landfall.run.Forecast;
import dev.landfall.run.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenAndCloseRunTest {

    private static final Map<String, String> CUTOVER = Map.of("mode", "cutover", "requestedBy", "ada@example.com");

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void world() {
        world = new HandlerWorld(folder);
    }

    @Test
    void rehearsalIsTheDefault() {
        var opened = world.open("one", Map.of());
        assertThat(opened.get("mode").asText()).isEqualTo("rehearsal");
        assertThat(opened.get("strategy").asText()).isEqualTo("dump");
        assertThat(opened.get("storage").asText()).isEqualTo("none");
        assertThat(opened.get("gateSeconds").asLong()).isEqualTo(7200);
        assertThat(opened.get("planDigest").asText()).matches("[0-9a-f]{64}");
    }

    @Test
    void openingTwiceFindsTheSameRun() {
        var first = world.open("one", Map.of());
        world.clock.forward(Duration.ofMinutes(1));
        assertThat(world.open("one", Map.of())).isEqualTo(first);
    }

    @Test
    void everyMistakeOfTheInputIsToldAtOnce() {
        assertThatThrownBy(() -> world.open("one", Map.of("mode", "real", "force", true)))
                .hasMessageContaining("INPUT_INVALID")
                .hasMessageContaining("mode real")
                .hasMessageContaining("force");
        assertThatThrownBy(() -> world.open("one", Map.of("mode", "cutover"))).hasMessageContaining("requestedBy");
        assertThat(world.store.read("lock.json")).isEmpty();
    }

    @Test
    void missingConfigurationIsNamed() {
        world.store.delete("landfall.json");
        assertThatThrownBy(() -> world.open("one", Map.of())).hasMessageContaining("CONFIGURATION_MISSING");
    }

    @Test
    void runningHolderOfTheLockIsNamed() {
        world.open("one", Map.of());
        assertThatThrownBy(() -> world.open("two", Map.of()))
                .hasMessageContaining("RUN_IN_PROGRESS")
                .hasMessageContaining("one");
    }

    @Test
    void lockOfADeadExecutionIsTakenOverAndSaysSo() {
        world.open("one", Map.of());
        world.executions.put("arn:one", "ABORTED");
        world.open("two", Map.of());
        assertThat(world.files.run("two").notes()).singleElement().asString().contains("one", "ABORTED");
        assertThatThrownBy(() -> world.open("three", Map.of())).hasMessageContaining("two");
    }

    @Test
    void lockOfAnUnknownExecutionIsLeftAlone() {
        world.open("one", Map.of());
        world.executions.remove("arn:one");
        assertThatThrownBy(() -> world.open("two", Map.of()))
                .hasMessageContaining("RUN_IN_PROGRESS")
                .hasMessageContaining("lock.json");
    }

    @Test
    void cutoverNeedsARehearsalOfTheSamePlan() {
        assertThatThrownBy(() -> world.open("cut", CUTOVER))
                .hasMessageContaining("NO_REHEARSAL")
                .hasMessageContaining("no rehearsal yet");
        world.open("one", Map.of());
        world.close("one");
        world.configure(HandlerWorld.configuration()
                .replace("{\"zoneId\": \"Z1\"}", "{\"zoneId\": \"Z1\", \"ttlSeconds\": 30}"));
        assertThatThrownBy(() -> world.open("cut", CUTOVER))
                .hasMessageContaining("NO_REHEARSAL")
                .hasMessageContaining("one was of another plan");
        assertThat(world.store.read("lock.json"))
                .as("a refused run holds no lock")
                .isEmpty();
    }

    @Test
    void rehearsalThatIsTooOldDoesNotCount() {
        world.open("one", Map.of());
        world.close("one");
        world.clock.forward(Duration.ofDays(8));
        assertThatThrownBy(() -> world.open("cut", CUTOVER)).hasMessageContaining("one is older than 7 days");
    }

    @Test
    void rehearsalAllowsACutover() {
        world.open("one", Map.of());
        world.close("one");
        assertThat(world.open("cut", CUTOVER).get("mode").asText()).isEqualTo("cutover");
    }

    @Test
    void otherStrategiesAreRefused() {
        world.configure(HandlerWorld.configuration()
                .replace("\"dns\":", "\"database\": {\"strategy\": \"replicate\"}, \"dns\":"));
        assertThatThrownBy(() -> world.open("one", Map.of())).hasMessageContaining("STRATEGY_NOT_SUPPORTED");
    }

    @Test
    void closingWritesTheVerdictOnceAndReleasesOnlyItsOwnLock() {
        world.open("one", Map.of());
        var failure = Map.of(
                "state",
                "Preflight",
                "error",
                "x.OperatorException",
                "cause",
                "{\"errorMessage\":\"PREFLIGHT_BLOCKED [OPERATOR]: Seen. Remedy: Do.\",\"errorType\":\"x\"}");
        world.call(new CloseRun(world.gateways), Map.of("runId", "one", "failure", failure));
        world.open("two", Map.of());
        world.close("one");
        var closed = world.files.run("one");
        assertThat(closed.verdict()).hasValue(Verdict.FAILED);
        assertThat(closed.failure().orElseThrow().problem().code()).isEqualTo("PREFLIGHT_BLOCKED");
        assertThat(closed.states()).hasSize(1);
        assertThat(new String(world.store.read("lock.json").orElseThrow(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("two");
    }

    @Test
    void forecastRestsOnPassedRehearsalsOfThePlan() {
        var digest = world.open("one", Map.of()).get("planDigest").asText();
        world.close("one");
        var forecast = Forecast.of(EarlierRuns.in(world.files), digest).orElseThrow();
        assertThat(forecast.p95()).isEqualTo(Duration.ofSeconds(90));
        assertThat(Forecast.of(EarlierRuns.in(world.files), "other")).isEmpty();
    }
}
