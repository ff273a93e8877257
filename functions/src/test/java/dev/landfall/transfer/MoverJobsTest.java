package dev.landfall.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.JobState;
import dev.landfall.gateway.MoverJob;
import dev.landfall.gateway.Surroundings;
import dev.landfall.gateway.TargetCluster;
import dev.landfall.model.failure.OperatorException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A state that is tried again finds the Job of its first try. */
class MoverJobsTest {

    private static final String JOB = JobName.of("run-1", "app", "restore");

    private final List<String> calls = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "OOMKilled, JOB_OUT_OF_MEMORY",
        "DeadlineExceeded: Job was active longer than specified deadline, JOB_DEADLINE_EXCEEDED",
        "ImagePullBackOff, JOB_IMAGE_UNAVAILABLE",
        "CreateContainerConfigError, JOB_CONFIGURATION_MISSING"
    })
    void whatAnotherTryWouldMeetAgainIsSaidAtOnce(String reason, String code) {
        assertThatThrownBy(() -> start(new JobState(JOB, JobState.Phase.FAILED, Optional.of(reason), Optional.empty())))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining(code);
        assertThat(calls).doesNotContain("deleteJob", "createJob");
    }

    @ParameterizedTest
    @CsvSource({"Evicted: The node was low on resource", "NodeLost", "Error: exit"})
    void jobThatAnotherNodeMayCarryMakesRoom(String reason) {
        start(new JobState(JOB, JobState.Phase.FAILED, Optional.of(reason), Optional.of(1)));

        assertThat(calls).containsSubsequence("jobs", "deleteJob", "createJob");
    }

    /** A node may still be on its way. */
    @Test
    void jobThatStillWaitsForANodeIsLeftToItsOwnCreation() {
        start(new JobState(JOB, JobState.Phase.PENDING, Optional.of("Unschedulable: no node"), Optional.empty()));

        assertThat(calls).containsExactly("jobs", "createServiceAccount", "createJob");
    }

    private void start(JobState existing) {
        var target = (TargetCluster) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TargetCluster.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    return switch (method.getName()) {
                        case "jobs" -> List.of(existing);
                        case "deleteJob" -> Change.REMOVED;
                        case "createServiceAccount" -> Change.UNCHANGED;
                        case "createJob" -> {
                            assertThat(((MoverJob) arguments[0]).name()).isEqualTo(JOB);
                            yield Change.CREATED;
                        }
                        default -> throw new AssertionError(method.getName() + " is not asked for");
                    };
                });
        new MoverJobs(only(target), MoverPlatformTest.configuration(",\"architecture\":\"amd64\""), "run-1")
                .start("app", "restore", List.of("restore"), "token", "secret/password");
    }

    private static Gateways only(TargetCluster target) {
        var nodes = new Surroundings(null, null, null, null, null, null, null, null, null, null);
        return new Gateways(
                null,
                target,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                nodes,
                Clock.systemUTC());
    }
}
