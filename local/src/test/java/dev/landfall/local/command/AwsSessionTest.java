package dev.landfall.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.handler.MemoryRunStore;
import dev.landfall.local.command.view.LineDisplay;
import dev.landfall.local.remote.Deployment;
import dev.landfall.local.remote.TestingMachines;
import dev.landfall.model.Json;
import dev.landfall.model.failure.LandfallException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AwsSessionTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);

    @Test
    void startedRunIsFollowedToItsEnd() {
        var machines = new TestingMachines("run-1", "RUNNING", "RUNNING", "SUCCEEDED");
        var session = session(machines);

        session.start("migrate", "run-1", Json.MAPPER.createObjectNode());
        var result = session.follow("rehearse", "run-1", Optional.empty());

        assertThat(machines.done()).containsExactly("start migrate {}");
        assertThat(result.succeeded()).isTrue();
        assertThat(result.seconds()).isEqualTo(90);
        assertThat(shown()).contains("console.aws.amazon.com").contains("QuiesceTarget");
    }

    @Test
    void itSaysWhyARunWaits() {
        var machines = new TestingMachines("run-1", "RUNNING", "RUNNING", "FAILED")
                .waiting("STILL_WAITING", "Waiting for sessions to end.");

        var result = session(machines).follow("rehearse", "run-1", Optional.empty());

        assertThat(shown()).contains("QuiesceTarget waits:").contains("Waiting for sessions to end");
        assertThat(result.succeeded()).isFalse();
        assertThat(result.problem()).isPresent();
    }

    @Test
    void unknownRunIsNamed() {
        assertThatThrownBy(() ->
                        session(new TestingMachines("run-1", "RUNNING")).follow("rehearse", "run-2", Optional.empty()))
                .isInstanceOf(LandfallException.class)
                .hasMessageContaining("RUN_UNKNOWN")
                .hasMessageContaining("run-2");
    }

    @Test
    void statusNamesRunsAndWhatTheyWaitFor() throws Exception {
        var machines = new TestingMachines("run-1", "RUNNING").waiting("STILL_WAITING", "Waiting for sessions to end.");

        new AwsStatus(deployment(machines), Clock.systemUTC()).print(out, 10, false);

        assertThat(shown())
                .contains("run-1  RUNNING")
                .contains("Waiting for sessions to end")
                .contains("executions/details/arn:aws:states");
        assertThat(machines.done()).isEmpty();
    }

    @Test
    void statusIsOneJsonObjectWhereAsked() throws Exception {
        new AwsStatus(deployment(new TestingMachines("run-1", "SUCCEEDED")), Clock.systemUTC()).print(out, 10, true);

        assertThat(Json.MAPPER
                        .readTree(shown())
                        .path("executions")
                        .path(0)
                        .path("status")
                        .asText())
                .isEqualTo("SUCCEEDED");
    }

    private AwsSession session(TestingMachines machines) {
        return new AwsSession(deployment(machines), new LineDisplay(out), Duration.ofMillis(1));
    }

    private static Deployment deployment(TestingMachines machines) {
        return new Deployment(machines, machines, new MemoryRunStore());
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
