package dev.landfall.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.contract.SourceClusterContract;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.MoverTask;
import dev.landfall.gateway.ScalingSuspension;
import dev.landfall.gateway.Schedule;
import dev.landfall.gateway.SourceService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InMemorySourceClusterTest extends SourceClusterContract {

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();

    @Override
    protected InMemorySourceCluster cluster() {
        return open(List.of(SERVICE, UNSCALED));
    }

    @Override
    protected InMemorySourceCluster clusterNaming(String missingService) {
        return open(List.of(SERVICE, missingService));
    }

    private InMemorySourceCluster open(List<String> configured) {
        return new InMemorySourceCluster(
                folder,
                "retool",
                List.of(service(SERVICE, true), service(UNSCALED, false)),
                configured,
                List.of(new Schedule(SCHEDULE, true)),
                Duration.ofSeconds(30),
                clock);
    }

    private static SourceService service(String name, boolean scaling) {
        return new SourceService(
                name,
                "arn:" + name,
                2,
                2,
                0,
                scaling ? Optional.of(ScalingSuspension.NONE) : Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                false);
    }

    @Test
    void runningCountFollowsAfterAWhile() {
        var cluster = cluster();
        cluster.scale(SERVICE, 0);
        assertThat(cluster.services().getFirst().runningCount()).isEqualTo(2);
        clock.forward(Duration.ofSeconds(30));
        assertThat(cluster.services().getFirst().runningCount()).isZero();
        cluster.scale(SERVICE, 3);
        assertThat(cluster.services().getFirst().pendingCount()).isEqualTo(3);
    }

    @Test
    void laterProcessSeesWhatAnEarlierOneChanged() {
        var cluster = cluster();
        cluster.scale(SERVICE, 0);
        cluster.suspendScaling(SERVICE, ScalingSuspension.ALL);
        cluster.enableSchedule(SCHEDULE, false);
        var later = cluster();
        assertThat(later.services().getFirst().desiredCount()).isZero();
        assertThat(later.services().getFirst().scaling()).hasValue(ScalingSuspension.ALL);
        assertThat(later.schedules()).containsExactly(new Schedule(SCHEDULE, false));
        assertThat(later.mutations())
                .containsExactly(
                        "scale retool-main from 2 to 0", "suspend scaling of retool-main", "disable schedule nightly");
    }

    @Test
    void unchangedCallsAreNoMutations() {
        var cluster = cluster();
        cluster.scale(SERVICE, 2);
        cluster.suspendScaling(UNSCALED, ScalingSuspension.ALL);
        assertThat(cluster.mutations()).isEmpty();
    }

    @Test
    void moverTaskIsStoppedThroughWhoeverRunsIt() {
        var cluster = cluster();
        var stopped = new ArrayList<String>();
        cluster.onStop((arn, reason) -> stopped.add(arn + " " + reason));
        cluster.recordMoverTask("run/app", new MoverTask("task-1", "RUNNING", Optional.empty(), Optional.empty()));
        assertThat(cluster.stopMoverTask("task-1", "sibling failed")).isEqualTo(Change.REMOVED);
        assertThat(stopped).containsExactly("task-1 sibling failed");
        cluster.recordMoverTask("run/app", new MoverTask("task-1", "STOPPED", Optional.of("why"), Optional.of(1)));
        assertThat(cluster.stopMoverTask("task-1", "again")).isEqualTo(Change.UNCHANGED);
        assertThat(cluster.moverTasks("run/app"))
                .extracting(MoverTask::lastStatus)
                .containsExactly("STOPPED");
    }
}
