package dev.landfall.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.configuration.ConfigurationText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentNameTest {

    @Test
    void withoutANameEverythingIsCalledAsItWasBeforeThereWereNames() {
        var name = DeploymentName.of(Optional.empty());

        assertThat(name.named("migrate")).isEqualTo("landfall-migrate");
        assertThat(name.path("kit/jwt-secret")).isEqualTo("landfall/kit/jwt-secret");
        assertThat(name.stack("Pipeline")).isEqualTo("LandfallPipeline");
        assertThat(name).isEqualTo(new DeploymentName("landfall")).isEqualTo(DeploymentName.here());
    }

    @Test
    void aNameStandsBeforeTheProducts() {
        var name = new DeploymentName("staging");

        assertThat(name.named("migrate")).isEqualTo("staging-landfall-migrate");
        assertThat(name.path("mover")).isEqualTo("staging-landfall/mover");
        assertThat(name.stack("Pipeline")).isEqualTo("staging-LandfallPipeline");
    }

    @ParameterizedTest
    @ValueSource(strings = {"landfall", "staging", "eu-2", "a", "landfalls", "a-name-of-20-letters"})
    void namesThatFitAreTaken(String name) {
        assertThatCode(() -> checked(name)).doesNotThrowAnyException();
    }

    /** With {@code landfall} as a part, one deployment's prefix would be the beginning of another's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Staging",
                "2-eu",
                "a_b",
                "a--b",
                "-a",
                "a-",
                "a-name-of-21-letters1",
                "landfall-staging",
                "staging-landfall",
                "eu-landfall-2"
            })
    void othersAreRefusedWithWhatWouldFit(String name) {
        assertThatThrownBy(() -> checked(name))
                .hasMessageContaining("deployment.name")
                .hasMessageContaining("up to 20 lower-case letters");
    }

    private static void checked(String name) {
        var text = """
                {"domain": "retool.example.com",
                 "source": {"cluster": "retool", "services": ["retool"]},
                 "target": {"cluster": "blueprint"},
                 "approvals": {"approvers": ["a@example.com", "b@example.com"]},
                 "deployment": {"name": "%s"}}
                """.formatted(name);
        ConfigurationText.checked(text.getBytes(StandardCharsets.UTF_8));
    }
}
