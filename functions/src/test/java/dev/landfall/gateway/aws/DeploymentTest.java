package dev.landfall.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.Architecture;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentTest {

    private static final Map<String, String> WITHOUT_IMAGE = Map.of(
            "AWS_REGION", "eu-west-1",
            "LANDFALL_BUCKET", "runs",
            "LANDFALL_KEY_ARN", "key",
            "LANDFALL_TOKEN_KEY_ARN", "tokens",
            "LANDFALL_FINGERPRINT_KEY_ARN", "fingerprints",
            "LANDFALL_LINK_KEY_ARN", "links",
            "LANDFALL_TOPIC_ARN", "topic",
            "LANDFALL_SERVICE_ACCOUNT", "landfall-mover");

    @Test
    void imagesAreThoseThatWereBuilt() {
        assertThat(with("LANDFALL_MOVER_IMAGE_ARM64", "mover:arm").moverImages())
                .isEqualTo(Map.of(Architecture.ARM64, "mover:arm"));
    }

    @Test
    void roleOfJobsIsGivenWhereTheAccountMustNameIt() {
        assertThat(with("LANDFALL_MOVER_IMAGE_AMD64", "mover:amd").jobRole()).isEmpty();
        var both = new HashMap<>(WITHOUT_IMAGE);
        both.put("LANDFALL_MOVER_IMAGE_AMD64", "mover:amd");
        both.put("LANDFALL_JOB_ROLE_ARN", "arn:aws:iam::111122223333:role/jobs");
        assertThat(Deployment.of(both).jobRole()).contains("arn:aws:iam::111122223333:role/jobs");
    }

    @Test
    void deploymentWithoutAnyImageIsIncomplete() {
        assertThatThrownBy(() -> Deployment.of(WITHOUT_IMAGE))
                .hasMessageContaining("DEPLOYMENT_INCOMPLETE")
                .hasMessageContaining("LANDFALL_MOVER_IMAGE_AMD64");
    }

    private static Deployment with(String name, String value) {
        var environment = new HashMap<>(WITHOUT_IMAGE);
        environment.put(name, value);
        return Deployment.of(environment);
    }
}
