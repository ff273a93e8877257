package dev.landfall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

final class LandfallAppIT {

    @Test
    void emptyPipelineSaysThatItDeploysNothing() {
        var stack = (Stack) LandfallApp.app().getNode().findChild(LandfallApp.PIPELINE);

        var template = Template.fromStack(stack).toJSON();

        assertThat(template.get("Description").toString()).contains("Empty in this version");
        assertThat(template).doesNotContainKey("Resources");
    }
}
