package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.ServiceDetails;
import dev.landfall.gateway.ServiceDetails.Scaling;
import dev.landfall.model.failure.OperatorException;
import org.junit.jupiter.api.Test;

/** What every cluster tells of its services' surroundings. */
public abstract class ServiceDetailsContract {

    public static final String SERVICE = "retool-main";
    public static final String FAMILY = "retool";
    public static final String CONTAINER = "retool";
    public static final String COMMAND = "./docker_scripts/start_api.sh";

    /**
     * {@link #SERVICE} on Fargate, its task definition of {@link #FAMILY} with a task role, scaling from 2 to 6, and one
     * essential container {@link #CONTAINER} with the command {@link #COMMAND} and the label {@code team=tools}.
     */
    protected abstract ServiceDetails details();

    @Test
    void serviceIsDescribed() {
        var detail = details().of(SERVICE);

        assertThat(detail.launchType()).isEqualTo("FARGATE");
        assertThat(detail.family()).isEqualTo(FAMILY);
        assertThat(detail.taskRole()).isPresent();
        assertThat(detail.scaling()).hasValue(new Scaling(2, 6));
        assertThat(detail.containers()).containsOnlyKeys(CONTAINER).allSatisfy((name, container) -> {
            assertThat(container.essential()).isTrue();
            assertThat(container.command()).containsExactly(SecretText.of(COMMAND));
            assertThat(container.labels()).containsEntry("team", SecretText.of("tools"));
        });
    }

    @Test
    void textOfADescriptionHoldsNeitherCommandNorLabel() {
        assertThat(details().of(SERVICE).toString()).doesNotContain(COMMAND, "tools");
    }

    @Test
    void missingServiceIsNamed() {
        assertThatThrownBy(() -> details().of("retool-gone"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("SOURCE_SERVICE_MISSING")
                .hasMessageContaining("retool-gone");
    }
}
