package dev.landfall.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.OwnRights.Denial;
import dev.landfall.model.rights.AwsResource;
import dev.landfall.model.rights.Grant;
import dev.landfall.model.rights.ResourceNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryOwnRightsTest {

    private final List<String> withheld = new ArrayList<>();
    private final InMemoryOwnRights rights = new InMemoryOwnRights(
            new ResourceNames(Map.of("sourceCluster", List.of("retool"), "service", List.of("main", "jobs"))),
            () -> withheld);

    @Test
    void roleHasWhatTheDeploymentGivesItLessWhatIsTakenAway() {
        var scale = new Grant("ecs:UpdateService", AwsResource.SOURCE_SERVICES);
        assertThat(rights.denied(List.of(scale)).denied()).isEmpty();

        withheld.add("ecs:UpdateService");

        assertThat(rights.denied(List.of(scale)).denied())
                .extracting(Denial::resource)
                .containsExactly(
                        "arn:aws:ecs:us-east-1:000000000000:service/retool/main",
                        "arn:aws:ecs:us-east-1:000000000000:service/retool/jobs");
    }
}
