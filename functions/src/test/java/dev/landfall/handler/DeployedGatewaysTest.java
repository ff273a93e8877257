package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeployedGatewaysTest {

    /** The provider for AWS is found; outside a stack it says, every time, what it would need. */
    @Test
    void stackIsMissedByName() {
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(OpenRun::new)
                    .hasMessageContaining("DEPLOYMENT_INCOMPLETE")
                    .hasMessageContaining("LANDFALL_BUCKET");
        }
    }
}
