package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.fence.TargetFence;
import dev.landfall.freeze.ReturnedSource;
import dev.landfall.model.failure.BugException;
import dev.landfall.model.failure.StillWaitingException;
import dev.landfall.run.Configuration;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FenceTargetTest {

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
    void closesTheTargetsDatabaseAndStopTargetOpensItOnceNoPodIsLeft() {
        var closed = world.call(new FenceTarget(world.gateways), RUN);
        world.call(new FenceTarget(world.gateways), RUN);

        assertThat(closed.path("closed")).hasToString("[\"target-db:5432/retool\"]");
        assertThat(world.databases.closed).containsOnly("target-db/retool");
        world.call(new WriteReport(world.gateways), "{\"runId\":\"cut\",\"failure\":null}");
        assertThat(new String(world.store.read("runs/cut/report.json").orElseThrow(), StandardCharsets.UTF_8))
                .contains("its databases are closed for everybody: target-db:5432/retool");

        world.target.slow = true;
        assertThatThrownBy(() -> world.call(new StopTarget(world.gateways), RUN))
                .hasMessageContaining("TARGET_PODS_LEFT");
        assertThat(world.databases.closed).as("pods are left").isNotEmpty();
        world.target.slow = false;
        world.target.settle();
        world.call(new StopTarget(world.gateways), RUN);

        assertThat(world.databases.closed).isEmpty();
        assertThat(world.files
                        .read(TargetFence.KEY, TargetFence.class)
                        .orElseThrow()
                        .databases())
                .isEmpty();
        var changes = world.databases.admitted.size();
        world.call(new StopTarget(world.gateways), RUN);
        assertThat(world.databases.admitted).as("nothing is fenced").hasSize(changes);
    }

    @Test
    void sessionsThatCannotBeEndedAreWaitedForAndNamed() {
        world.databases.stubborn.put("target-db/retool", 2L);

        assertThatThrownBy(() -> world.call(new FenceTarget(world.gateways), RUN))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("TARGET_SESSIONS_LEFT")
                .hasMessageContaining("target-db:5432/retool (2)");
        assertThat(world.databases.closed).isNotEmpty();
    }

    /** It would be the source's own database. */
    @Test
    void sharedDatabaseIsNeverClosed() {
        var run = world.files.run("cut");
        world.files.write(RunRecord.opened(
                "shared",
                "arn:shared",
                RunMode.CUTOVER,
                run.planDigest(),
                Configuration.SHARED,
                run.storage(),
                run.requestedBy(),
                run.started(),
                Optional.empty()));

        assertThatThrownBy(() -> world.call(new FenceTarget(world.gateways), Map.of("runId", "shared")))
                .isInstanceOf(BugException.class);
        assertThat(world.databases.admitted).isEmpty();
    }

    @Test
    void rollbackStopsATargetThatIsFencedThoughTheSourceIsBackAlready() {
        world.call(new FenceTarget(world.gateways), RUN);
        world.files.write(
                "runs/cut/returned.json", new ReturnedSource("cut", world.clock.instant(), Map.of(), List.of()));
        world.executions.put("arn:cut", "FAILED");
        assertThat(world.files.run("cut").canBeRolledBack()).isFalse();

        var opened = world.call(
                new OpenRollback(world.gateways),
                "{\"runId\":\"back\",\"executionArn\":\"arn:back\",\"startedAt\":\"" + world.clock.instant()
                        + "\",\"input\":{}}");

        assertThat(opened.path("cutoverRunId").asText()).isEqualTo("cut");
    }
}
