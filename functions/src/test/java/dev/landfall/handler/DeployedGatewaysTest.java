package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeployedGatewaysTest {

    @Test
    void missingProviderIsSaidEveryTime() {
        assertThatThrownBy(OpenRun::new).hasMessageContaining("NO_GATEWAYS");
        assertThatThrownBy(OpenRun::new).hasMessageContaining("NO_GATEWAYS");
    }
}
