package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.OperatorException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConfigurationFileTest {

    static final String LEAST = """
            {
              /* what must be given */
              "domain": "retool.example.com",
              "source": {"cluster": "retool", "services": ["main"]},
              "target": {"cluster": "eks"},
              "approvals": {"approvers": ["ada@example.com", "ben@example.com"]}
            }
            """;

    static Configuration parse(String text) {
        return ConfigurationFile.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void leastConfigurationHasDefaults() {
        var configuration = parse(LEAST);
        assertThat(configuration.databaseStrategy()).isEqualTo("dump");
        assertThat(configuration.compareLevel()).isEqualTo("content");
        assertThat(configuration.moverJobs()).isEqualTo(2);
        assertThat(configuration.storageMode()).isEqualTo("none");
        assertThat(configuration.dnsTtlSeconds()).isEqualTo(60);
        assertThat(configuration.rehearsalValidity()).isEqualTo(Duration.ofDays(7));
        assertThat(configuration.gateExpiry()).isEqualTo(Duration.ofHours(2));
        assertThat(SettingsSteps.lines(SettingsSteps.live(configuration)))
                .anyMatch(line -> line.endsWith("terraform apply -var-file=live.tfvars"));
    }

    @Test
    void mistakesAreToldAsAProblemForTheOperator() {
        assertThatThrownBy(() -> parse(LEAST.replace("domain", "domian")))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("CONFIGURATION_INVALID")
                .hasMessageContaining("landfall.json has a mistake")
                .hasMessageContaining("$.domian")
                .hasMessageContaining("Write domain instead");
    }

    @Test
    void whatOnlyTheDeploymentReadsDoesNotVoidARehearsal() {
        var tagged = LEAST.replaceFirst("\\{", "{ \"deployment\": {\"tags\": {\"team\": \"tools\"}},");

        assertThat(PlanDigest.of(parse(tagged))).isEqualTo(PlanDigest.of(parse(LEAST)));
    }

    @Test
    void textThatIsNoJsonNamesTheLine() {
        assertThatThrownBy(() -> parse("{\n  \"domain\": }")).hasMessageContaining("line 2");
        assertThatThrownBy(() -> parse("[]")).hasMessageContaining("expected a JSON object");
    }

    @Test
    void digestFollowsTheMeaningAndNotTheText() {
        var digest = PlanDigest.of(parse(LEAST), "1.0.0");
        assertThat(PlanDigest.of(parse(LEAST.replace("\n", " ").replace("/* what must be given */", "")), "1.0.0"))
                .isEqualTo(digest);
        assertThat(PlanDigest.of(parse(LEAST), "1.0.1")).isNotEqualTo(digest);
        assertThat(PlanDigest.of(parse(LEAST.replace("eks", "eks-2")), "1.0.0")).isNotEqualTo(digest);
        assertThat(PlanDigest.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    }
}
