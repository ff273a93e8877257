package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.Json;
import dev.landfall.model.Sha256;
import dev.landfall.run.RunRecord;
import dev.landfall.run.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cutover needs a rehearsal that passed, and not a record that says so. */
class ForgedRehearsalTest {

    private static final String RECORD = "runs/rehearsal/run.json";
    private static final Map<String, String> CUTOVER = Map.of("mode", "cutover", "requestedBy", "ada@example.com");

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void world() {
        world = new HandlerWorld(folder);
    }

    @Test
    void recordThatSaysPassedOfAnExecutionThatFailed() {
        world.open("rehearsal", Map.of());
        world.call(
                new CloseAbandonedRun(world.gateways),
                Map.of("runId", "rehearsal", "executionArn", "arn:rehearsal", "status", "ABORTED"));
        world.executions.put("arn:rehearsal", "ABORTED");
        forge();

        refused("has no execution that succeeded");
    }

    @Test
    void oldRehearsalMadeYoung() {
        passed();
        world.clock.forward(Duration.ofDays(8));
        forge();

        refused("has another run.json than its execution answered");
    }

    @Test
    void recordThatNamesAnotherExecution() {
        passed();
        var forged = text().replace("arn:rehearsal", "arn:mine").getBytes(StandardCharsets.UTF_8);
        world.store.write(RECORD, forged);
        world.outputs.put("arn:mine", Json.MAPPER.valueToTree(Map.of("record", Sha256.hex(forged))));

        refused("has no execution that succeeded");
    }

    private void passed() {
        world.open("rehearsal", Map.of());
        world.close("rehearsal");
    }

    private void forge() {
        world.files.write(open().closed(world.clock.instant(), Verdict.PASSED, Optional.empty(), List.of()));
    }

    private RunRecord open() {
        return world.files.run("rehearsal");
    }

    private String text() {
        return new String(world.store.read(RECORD).orElseThrow(), StandardCharsets.UTF_8);
    }

    private void refused(String why) {
        assertThatThrownBy(() -> world.open("cut", CUTOVER))
                .hasMessageContaining("NO_REHEARSAL [OPERATOR]")
                .hasMessageContaining(why);
    }
}
