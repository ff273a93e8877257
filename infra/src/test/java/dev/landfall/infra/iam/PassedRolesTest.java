package dev.landfall.infra.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.infra.SampleConfiguration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may give any role on to a service has all that any role has. */
class PassedRolesTest {

    /** A schedule is replaced with its role, which only a configuration that names it lets anybody give on. */
    @Test
    void rolesOfSchedulesAreThoseThatTheConfigurationNames() {
        assertThat(passedToScheduler(SampleConfiguration.LEAST)).isEmpty();
        assertThat(passedToScheduler(SampleConfiguration.FULL))
                .containsOnly(Account.global("iam", "role/service-role/starts-retool-tasks"));
    }

    private static Stream<String> passedToScheduler(SampleConfiguration configuration) {
        return new Statements(new Deployed(configuration.assembly()))
                .all()
                .filter(statement -> statement
                        .condition()
                        .at("/StringEquals/iam:PassedToService")
                        .asText()
                        .equals("scheduler.amazonaws.com"))
                .flatMap(statement -> statement.resources().stream());
    }

    @ParameterizedTest
    @EnumSource
    void rolesArePassedByNameAndToOneService(SampleConfiguration configuration) {
        assertThat(new Statements(new Deployed(configuration.assembly()))
                        .all()
                        .filter(statement -> statement.actions().stream()
                                .anyMatch(action ->
                                        action.equals("iam:PassRole") || action.matches("iam:(Pass)?\\*|\\*"))))
                .isNotEmpty()
                .allSatisfy(statement -> {
                    assertThat(statement.resources()).noneMatch(resource -> resource.contains("*"));
                    assertThat(statement
                                    .condition()
                                    .path("StringEquals")
                                    .path("iam:PassedToService")
                                    .asText())
                            .endsWith(".amazonaws.com");
                });
    }
}
