package dev.landfall.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.DeploymentName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JobNameTest {

    private static final List<String> EXECUTIONS = List.of(
            "rehearsal-2026-11-20",
            "Rehearsal_2026.11.20",
            "rehearsal-2026-11-20T12-00-00-000000000-of-the-whole-production-move-number-0001",
            "rehearsal-2026-11-20T12-00-00-000000000-of-the-whole-production-move-number-0002",
            "übung",
            "---",
            "(1)");

    @Test
    void everyExecutionGetsALabelOfItsOwn() {
        var names = EXECUTIONS.stream()
                .map(run -> JobName.of(run, "app", "restore"))
                .collect(Collectors.toSet());
        assertThat(names).hasSameSizeAs(Set.copyOf(EXECUTIONS));
        assertThat(names).allMatch(name -> name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"));
        assertThat(EXECUTIONS.stream().map(JobName::label).collect(Collectors.toSet()))
                .hasSize(EXECUTIONS.size())
                .allMatch(label -> label.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"));
    }

    @Test
    void plainNameStaysReadable() {
        assertThat(JobName.of("one", "app", "restore")).isEqualTo("landfall-one-app-restore");
        assertThat(JobName.label("one")).isEqualTo("one");
    }

    @Test
    void runsOfTheSameNameInTwoDeploymentsHaveNamesOfTheirOwn() {
        var staging = new DeploymentName("staging");
        var longest = new DeploymentName("a-name-of-20-letters");

        assertThat(JobName.of(staging, "one", "app", "restore")).isEqualTo("staging-landfall-one-app-restore");
        assertThat(JobName.label(staging, "one")).isEqualTo("staging-landfall-one");
        assertThat(EXECUTIONS)
                .allSatisfy(run -> assertThat(Set.of(
                                JobName.of(DeploymentName.DEFAULT, run, "app", "restore"),
                                JobName.of(staging, run, "app", "restore"),
                                JobName.of(longest, run, "app", "restore")))
                        .allMatch(name -> name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")));
        assertThat(EXECUTIONS.stream()
                        .map(run -> JobName.of(longest, run, "app", "restore"))
                        .collect(Collectors.toSet()))
                .hasSameSizeAs(EXECUTIONS);
    }
}
