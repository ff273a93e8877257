package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.ScalingSuspension;
import dev.landfall.gateway.Schedule;
import dev.landfall.gateway.SourceCluster;
import dev.landfall.gateway.SourceService;
import dev.landfall.model.failure.OperatorException;
import org.junit.jupiter.api.Test;

/** What every source cluster does: one that runs {@value #SERVICE} at 2, with registered scaling, and a rule. */
public abstract class SourceClusterContract {

    public static final String SERVICE = "retool-main";
    public static final String UNSCALED = "retool-jobs";
    public static final String SCHEDULE = "nightly";

    /** A cluster with {@link #SERVICE} (scaling registered), {@link #UNSCALED} (none) and {@link #SCHEDULE}, enabled. */
    protected abstract SourceCluster cluster();

    /** A cluster whose configuration also names a service that does not exist. */
    protected abstract SourceCluster clusterNaming(String missingService);

    private static SourceService service(SourceCluster cluster, String name) {
        return cluster.services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void secondScalingToTheSameCountIsUnchanged() {
        var cluster = cluster();
        assertThat(cluster.scale(SERVICE, 0)).isEqualTo(Change.UPDATED);
        assertThat(cluster.scale(SERVICE, 0)).isEqualTo(Change.UNCHANGED);
        assertThat(service(cluster, SERVICE).desiredCount()).isZero();
    }

    @Test
    void scalingIsSuspendedOnceAndResumedOnce() {
        var cluster = cluster();
        assertThat(service(cluster, SERVICE).scaling()).hasValue(ScalingSuspension.NONE);
        assertThat(cluster.suspendScaling(SERVICE, ScalingSuspension.ALL)).isEqualTo(Change.UPDATED);
        assertThat(cluster.suspendScaling(SERVICE, ScalingSuspension.ALL)).isEqualTo(Change.UNCHANGED);
        assertThat(service(cluster, SERVICE).scaling()).hasValue(ScalingSuspension.ALL);
        assertThat(cluster.suspendScaling(SERVICE, ScalingSuspension.NONE)).isEqualTo(Change.UPDATED);
        assertThat(service(cluster, SERVICE).scaling()).hasValue(ScalingSuspension.NONE);
    }

    @Test
    void everyStateOfTheThreeFlagsIsTakenAndToldAsItIs() {
        var cluster = cluster();
        for (int flags = 0; flags < 8; flags++) {
            var state = new ScalingSuspension((flags & 1) > 0, (flags & 2) > 0, (flags & 4) > 0);
            cluster.suspendScaling(SERVICE, ScalingSuspension.ALL);
            cluster.suspendScaling(SERVICE, state);
            assertThat(service(cluster, SERVICE).scaling()).hasValue(state);
            assertThat(cluster.suspendScaling(SERVICE, state)).isEqualTo(Change.UNCHANGED);
        }
        assertThat(service(cluster, UNSCALED).scaling()).isEmpty();
    }

    @Test
    void suspendingWhatHasNoScalingIsUnchanged() {
        assertThat(cluster().suspendScaling(UNSCALED, ScalingSuspension.ALL)).isEqualTo(Change.UNCHANGED);
    }

    @Test
    void scheduleIsDisabledOnce() {
        var cluster = cluster();
        assertThat(cluster.enableSchedule(SCHEDULE, false)).isEqualTo(Change.UPDATED);
        assertThat(cluster.enableSchedule(SCHEDULE, false)).isEqualTo(Change.UNCHANGED);
        assertThat(cluster.schedules()).containsExactly(new Schedule(SCHEDULE, false));
    }

    @Test
    void missingServiceIsNamed() {
        assertThatThrownBy(() -> clusterNaming("retool-gone").services())
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("SOURCE_SERVICE_MISSING")
                .hasMessageContaining("retool-gone");
    }

    @Test
    void unknownRunHasNoMoverTasks() {
        assertThat(cluster().moverTasks("no-such-run/app")).isEmpty();
    }
}
