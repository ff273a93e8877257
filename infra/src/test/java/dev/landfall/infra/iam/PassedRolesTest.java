package dev.landfall.infra.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.infra.SampleConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may give any role on to a service has all that any role has. */
class PassedRolesTest {

    @ParameterizedTest
    @EnumSource
    void rolesArePassedByNameAndToOneService(SampleConfiguration configuration) {
        assertThat(new Statements(new Deployed(configuration.assembly()))
                        .all()
                        .filter(statement -> statement.actions().stream()
                                .anyMatch(action -> action.equals("iam:PassRole") || action.matches("iam:(Pass)?\\*|\\*"))))
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
