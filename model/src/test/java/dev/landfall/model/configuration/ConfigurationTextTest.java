package dev.landfall.model.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.model.Json;
import dev.landfall.model.failure.OperatorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTextTest {

    private static final String LEAST = """
            {
              // What must be given.
              "domain": "retool.example.com",
              "source": {
                "cluster": "retool",
                "services": ["main", "jobs"]
              },
              "target": { "cluster": "blueprint" },
              "approvals": { "approvers": ["ada@example.com", "ben@example.com"] },
            }
            """;

    @Test
    void theLeastFileIsFifteenLinesAtMost() {
        assertThat(checked(LEAST).path("domain").asText()).isEqualTo("retool.example.com");
        assertThat(LEAST.lines().count()).isLessThanOrEqualTo(15);
    }

    @Test
    void theExampleIsRight() throws IOException {
        var example = Files.readAllBytes(Path.of(System.getProperty("landfall.root"), "landfall.json"));

        assertThat(ConfigurationText.checked(example).path("window").asText()).isEqualTo("PT1H");
    }

    @Test
    void arm64OnFargateIsRefusedInOneSentence() {
        var target = "\"target\": { \"cluster\": \"blueprint\", \"architecture\": \"%s\","
                + " \"oidcProvider\": \"oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF\" }";
        var plain = "\"target\": { \"cluster\": \"blueprint\" }";

        assertThatThrownBy(() -> checked(LEAST.replace(plain, target.formatted("arm64"))))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("landfall.json has a mistake")
                .hasMessageContaining(
                        "$.target.architecture: found \"arm64\" with target.oidcProvider, expected amd64");
        assertThat(checked(LEAST.replace(plain, target.formatted("amd64")))
                        .at("/target/architecture")
                        .asText())
                .isEqualTo("amd64");
        assertThatThrownBy(() -> checked(LEAST.replace(plain, target.formatted("x86_64"))))
                .hasMessageContaining("expected amd64 or arm64");
    }

    @Test
    void sixMistakesAreSixLines() {
        var thrown = catchThrowable(() -> checked("""
                {
                  "domian": "retool.example.com",
                  "source": {"cluster": "retool", "services": []},
                  "target": {"loadBalancer": "elb.example.net"},
                  "approvals": {"approvers": ["ada@example.com", "ben"], "expireAfter": "2 hours"}
                }
                """));

        assertThat(thrown).isInstanceOf(OperatorException.class);
        assertThat(thrown.getMessage().lines().filter(line -> line.startsWith("  $")))
                .containsExactly(
                        "  $.approvals.approvers[1]: found \"ben\", expected a mail address such as alice@example.com."
                                + " Correct it.",
                        "  $.approvals.expireAfter: found \"2 hours\", expected a duration such as PT2H. Correct it.",
                        "  $.domian: found a key that landfall.json does not have, expected one of domain, source,"
                                + " target, approvals, database, mover, storage, dns, window, rehearsalValidFor, settings, deployment."
                                + " Write domain instead.",
                        "  $.source.services: found [], expected a list of ECS service names, at least one. Correct it.",
                        "  $.target.cluster: found nothing, expected the EKS cluster's name. Add it.",
                        "  $.target.loadBalancer: found \"elb.example.net\", expected an address with scheme, such as"
                                + " https://name.elb.amazonaws.com. Correct it.");
    }

    @Test
    void moreWorkersThanTheSizeHasRoomForAreToldWhatWould() {
        var configuration = (ObjectNode) tree(LEAST);
        configuration.withObject("/database").put("jobs", 64);
        configuration.put("windwo", "PT1H");

        assertThat(ConfigurationSchema.mistakes(configuration))
                .extracting(Mistake::text)
                .anySatisfy(text -> assertThat(text)
                        .contains("$.database.jobs: found 64, expected at most 8 with mover.cpu 2")
                        .contains("Set mover.cpu to 16, or database.jobs to 8 or less"))
                .hasSize(2);

        configuration.remove("windwo");
        configuration.withObject("/mover").put("cpu", 16);
        assertThat(ConfigurationSchema.mistakes(configuration)).isEmpty();
    }

    @Test
    void anUnknownKeyDoesNotHideAMissingOneThatItIsNotMeantFor() {
        var configuration = (ObjectNode) tree(LEAST);
        configuration.remove("domain");
        configuration.put("windwo", "PT1H");

        assertThat(ConfigurationSchema.mistakes(configuration))
                .extracting(Mistake::path)
                .containsExactly("$.domain", "$.windwo");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'database': {'jobs': 0}                          | $.database.jobs
            'database': {'jobs': '2'}                        | $.database.jobs
            'database': {'jobs': 9}                          | $.database.jobs
            'database': {'jobs': 16}, 'mover': {'cpu': 2}    | $.database.jobs
            'database': {'jobs': 65}, 'mover': {'cpu': 16}   | $.database.jobs
            'mover': {'cpu': 3}                              | $.mover.cpu
            'mover': {'memory': 4}                           | $.mover.memory
            'database': {'strategy': 'copy'}                 | $.database.strategy
            'storage': {'mode': 'copied', 'to': 's3://b/p'}  | $.storage.from
            'storage': {'from': 'bucket'}                    | $.storage.from
            'dns': {'zoneId': null}                          | $.dns.zoneId
            'dns': {'publicResolvers': ['a', 'a']}           | $.dns.publicResolvers[1]
            'dns': []                                        | $.dns
            'approvals': {'approvers': ['a@b.c'], 'goLivePeople': 3} | $.approvals.approvers
            'deployment': {'tags': {'team': 1}}              | $.deployment.tags.team
            'deployment': {'logRetentionDays': 91}           | $.deployment.logRetentionDays
            'database': {'constrains': 'now'}                | $.database.constrains
            """)
    void eachMistakeIsNamedByItsPath(String mistake, String path) {
        var configuration = (ObjectNode) tree(LEAST);
        configuration.setAll((ObjectNode) tree("{" + mistake.replace('\'', '"') + "}"));

        assertThat(ConfigurationSchema.mistakes(configuration)).singleElement().satisfies(found -> {
            assertThat(found.path()).isEqualTo(path);
            assertThat(found.expected()).isNotEqualTo("something else");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "P", "PT", "2 hours", "P1Y", "-PT1H", "P0D", "P1DT"})
    void whatIsNoTimeThatPassesIsNoDuration(String window) {
        var configuration = (ObjectNode) tree(LEAST);
        configuration.put("window", window);

        assertThat(ConfigurationSchema.mistakes(configuration))
                .singleElement()
                .extracting(Mistake::path)
                .isEqualTo("$.window");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT90M", "P7D", "P1DT12H", "PT1H30M", "PT45S"})
    void aDurationOfTheSchemaIsOneOfJava(String window) {
        var configuration = (ObjectNode) tree(LEAST);
        configuration.put("window", window);

        assertThat(ConfigurationSchema.mistakes(configuration)).isEmpty();
        assertThat(Duration.parse(window)).isPositive();
    }

    @Test
    void everyKeyOfTheSchemaSaysWhatIsExpectedAndWhatItMeans() {
        assertThat(InputTable.rows(ConfigurationSchema.tree())).allSatisfy(row -> {
            assertThat(row.key()).isNotBlank();
            assertThat(row.meaning()).as(row.key()).isNotBlank();
            assertThat(row.expected()).as(row.key()).isNotBlank();
        });
    }

    @Test
    void nearestNameIsOnlyOfferedWhereItIsNear() {
        var known = List.of("cluster", "services", "schedules");

        assertThat(NearestName.of("Clusters", known)).contains("cluster");
        assertThat(NearestName.of("servces", known)).contains("services");
        assertThat(NearestName.of("colour", known)).isEmpty();
    }

    @Test
    void textThatIsNoJsonNamesTheLine() {
        assertThatThrownBy(() -> checked("{\n  \"domain\": }")).hasMessageContaining("line 2");
        assertThatThrownBy(() -> checked("[]")).hasMessageContaining("expected a JSON object");
    }

    private static JsonNode checked(String text) {
        return ConfigurationText.checked(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A person who reads the file sees the first of them. */
    @Test
    void keyThatIsGivenTwiceIsNamedWithItsPlace() {
        assertThatThrownBy(() -> checked("{\n  \"approvals\": {\"goLivePeople\": 2, \"goLivePeople\": 1}\n}"))
                .hasMessageContaining("CONFIGURATION_INVALID")
                .hasMessageContaining("The key goLivePeople is given a second time at line 2, column");
        assertThatThrownBy(() -> Json.MAPPER.readTree("{\"a\":1,\"a\":2}")).hasMessageContaining("Duplicate field 'a'");
    }

    @Test
    void whatPassesTheReadersLimitsIsOneSentence() {
        var deep = "[".repeat(200_000);
        var long_ = "{\"domain\": \"" + "x".repeat(2 << 20) + "\"}";
        for (var text : List.of(deep, "{\"a\":".repeat(2_000), long_)) {
            assertThatThrownBy(() -> checked(text))
                    .isInstanceOf(OperatorException.class)
                    .hasMessageContaining("CONFIGURATION_INVALID")
                    .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(600));
        }
        assertThatThrownBy(() -> checked(long_)).hasMessageContaining("bytes large, expected at most 1048576");
    }

    @Test
    void secondObjectBehindTheFirstIsRefused() {
        assertThatThrownBy(() -> checked("{} {\"domain\": \"x.example.com\"}")).hasMessageContaining("Not JSON");
    }

    private static JsonNode tree(String text) {
        try {
            return Json.MAPPER
                    .reader()
                    .withFeatures(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
