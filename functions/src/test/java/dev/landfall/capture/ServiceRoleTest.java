package dev.landfall.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceRoleTest {

    @Test
    void agentsWorkerDiffersFromTheWorkflowsWorkerByItsQueueOnly() {
        var type = Optional.of("WORKFLOW_TEMPORAL_WORKER");
        assertThat(ServiceRole.of("worker", type, Optional.empty())).containsExactly(ServiceRole.WORKFLOW_WORKER);
        for (var queue : new String[] {"agent", "agent-eval", "r2-agent"}) {
            assertThat(ServiceRole.of("worker", type, Optional.of(queue))).containsExactly(ServiceRole.AGENT_WORKER);
        }
    }

    @Test
    void listOfTypesGivesEachRoleOnce() {
        assertThat(ServiceRole.of(
                        "retool", Optional.of("MAIN_BACKEND, DB_CONNECTOR,DB_SSH_CONNECTOR"), Optional.empty()))
                .containsExactly(ServiceRole.MAIN_BACKEND, ServiceRole.DB_CONNECTOR);
    }

    @Test
    void nameDecidesWhereThereIsNoType() {
        assertThat(ServiceRole.of("retool", Optional.empty(), Optional.empty()))
                .containsExactly(ServiceRole.MAIN_BACKEND);
        assertThat(ServiceRole.of("retool-code-executor", Optional.empty(), Optional.empty()))
                .containsExactly(ServiceRole.CODE_EXECUTOR);
        assertThat(ServiceRole.of("retool-agents-worker", Optional.empty(), Optional.empty()))
                .containsExactly(ServiceRole.AGENT_WORKER);
        assertThat(ServiceRole.of("retool-telemetry", Optional.empty(), Optional.empty()))
                .containsExactly(ServiceRole.OTHER);
    }
}
