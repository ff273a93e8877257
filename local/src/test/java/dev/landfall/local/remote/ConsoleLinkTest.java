package dev.landfall.local.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConsoleLinkTest {

    @Test
    void linkNamesRegionAndExecution() {
        var arn = "arn:aws:states:eu-west-1:123456789012:execution:landfall-migrate:run-1";

        assertThat(ConsoleLink.of(arn))
                .isEqualTo("https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1"
                        + "#/v2/executions/details/" + arn);
    }
}
