package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConfigurationFileTest {

    static final String LEAST = """
            {
              /* what must be given */
              "domain": "retool.example.com",
              "source": {"cluster": "retool", "services": ["main"]},
              "target": {"cluster": "eks", "namespace": "retool"},
              "approvals": {"approvers": ["ada@example.com", "ben@example.com"]},
              "dns": {"zoneId": "Z1"}
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
        assertThat(configuration.liveSettingsCommand()).startsWith("terraform apply");
    }

    @Test
    void everyMistakeIsToldAtOnce() {
        assertThatThrownBy(() -> parse("""
                        {
                          "domian": "retool.example.com",
                          "source": {"cluster": "", "services": [], "loadBalancer": "elb.example.net"},
                          "target": {"cluster": "eks"},
                          "approvals": {"approvers": ["ada"], "expireAfter": "2 hours"},
                          "database": {"strategy": "copy", "jobs": 0},
                          "storage": {"mode": "copied", "from": "bucket"},
                          "window": "PT0S"
                        }
                        """))
                .hasMessageContaining("CONFIGURATION_INVALID")
                .hasMessageContaining("domian is no key")
                .hasMessageContaining("domain is missing")
                .hasMessageContaining("source.cluster")
                .hasMessageContaining("source.services")
                .hasMessageContaining("source.loadBalancer")
                .hasMessageContaining("target.namespace is missing")
                .hasMessageContaining("approvals.approvers[0]")
                .hasMessageContaining("approvals.expireAfter")
                .hasMessageContaining("approvals.approvers names 1, but go-live needs 2")
                .hasMessageContaining("database.strategy is none of dump, shared, replicate")
                .hasMessageContaining("database.jobs")
                .hasMessageContaining("storage.from")
                .hasMessageContaining("storage.to is missing")
                .hasMessageContaining("dns.zoneId is missing")
                .hasMessageContaining("window is not longer than nothing");
    }

    @Test
    void textThatIsNoJsonNamesTheLine() {
        assertThatThrownBy(() -> parse("{\n  \"domain\": }")).hasMessageContaining("line 2");
        assertThatThrownBy(() -> parse("[]")).hasMessageContaining("not a JSON object");
    }

    @Test
    void digestFollowsTheMeaningAndNotTheText() {
        var digest = PlanDigest.of(parse(LEAST), "1.0.0");
        assertThat(PlanDigest.of(parse(LEAST.replace("\n", " ").replace("/* what must be given */", "")), "1.0.0"))
                .isEqualTo(digest);
        assertThat(PlanDigest.of(parse(LEAST), "1.0.1")).isNotEqualTo(digest);
        assertThat(PlanDigest.of(parse(LEAST.replace("Z1", "Z2")), "1.0.0")).isNotEqualTo(digest);
        assertThat(PlanDigest.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    }
}
