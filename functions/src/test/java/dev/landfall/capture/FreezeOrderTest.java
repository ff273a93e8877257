package dev.landfall.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FreezeOrderTest {

    @Test
    void workflowsAndAgentsStopFirstAndMainLast() {
        assertThat(FreezeOrder.stopping(Map.of(
                        "main", List.of(ServiceRole.MAIN_BACKEND, ServiceRole.DB_CONNECTOR),
                        "jobs", List.of(ServiceRole.JOBS_RUNNER),
                        "code", List.of(ServiceRole.CODE_EXECUTOR),
                        "agents", List.of(ServiceRole.AGENT_WORKER),
                        "flows", List.of(ServiceRole.WORKFLOW_BACKEND, ServiceRole.DB_CONNECTOR))))
                .containsExactly("agents", "flows", "jobs", "code", "main");
    }

    @Test
    void serviceThatIsEverythingAtOnceCountsAsMain() {
        assertThat(FreezeOrder.stopping(Map.of(
                        "all", List.of(ServiceRole.MAIN_BACKEND, ServiceRole.JOBS_RUNNER, ServiceRole.WORKFLOW_BACKEND),
                        "jobs", List.of(ServiceRole.JOBS_RUNNER))))
                .containsExactly("jobs", "all");
    }
}
