package dev.landfall.blueprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.landfall.capture.Features;
import dev.landfall.capture.SourceInventory;
import dev.landfall.capture.SourceInventory.LocatedDatabase;
import dev.landfall.model.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kit names nothing that the published module and chart do not have; where they were read stands in the resource. */
class PublishedNamesTest {

    private static final Pattern MODULE = Pattern.compile("(?s)module \"[^\"]+\" \\{\n(.*?)\n}");
    private static final Pattern ARGUMENT = Pattern.compile("(?m)^  (\\w+) +=");
    private static final Set<String> OF_TERRAFORM = Set.of("source", "version", "depends_on");

    private final JsonNode published = Json.MAPPER.readTree(getClass().getResourceAsStream("published-names.json"));

    PublishedNamesTest() throws IOException {}

    @ParameterizedTest
    @CsvSource({"false, 6", "true, 4"})
    void everyArgumentIsAVariableOfItsModule(boolean sharedDatabase, int count) {
        var modules = new LinkedHashMap<String, Set<String>>();
        MODULE.matcher(root(sharedDatabase).main()).results().forEach(block -> {
            var body = block.group(1);
            var name = body.substring(body.indexOf("//modules/") + "//modules/".length(), body.indexOf("\"\n"));
            var names = new TreeSet<String>();
            ARGUMENT.matcher(body).results().forEach(argument -> names.add(argument.group(1)));
            names.removeAll(OF_TERRAFORM);
            modules.computeIfAbsent(name, any -> new TreeSet<>()).addAll(names);
        });

        assertThat(modules).hasSize(count);
        modules.forEach((module, names) -> assertThat(texts(published.at("/blueprints/variables/" + module)))
                .as(module)
                .containsAll(names));
    }

    @Test
    void everyValueIsOneOfTheChart() throws IOException {
        var sizes = new Sizes(2, new Sizes.Pod(1000, 2048, 4096), 1, 1, 1, new Sizes.Pod(1000, 2048, 2048));
        var helm = new HelmValues(sizes, "3.114.2-stable", Map.of("DISABLE_SIGNUPS", "true"));
        var temporal = Map.<String, Object>of(
                "enabled",
                true,
                "host",
                "h",
                "port",
                "1",
                "namespace",
                "n",
                "sslEnabled",
                true,
                "sslKeySecretName",
                "s");

        for (var values :
                List.of(helm.before(), helm.beforeInASharedDatabase(), helm.after(true, true, true, temporal))) {
            var names = new TreeSet<String>();
            collect("", new YAMLMapper().readTree(HelmValues.yaml(values)), names);
            assertThat(texts(published.at("/chart/values"))).containsAll(names);
        }
    }

    @Test
    void valuesAreForTheMajorThatTheyWereReadOf() {
        assertThat(published.at("/chart/version").asText()).startsWith(KitChart.MAJOR + ".");
    }

    @Test
    void noPodComesNearALiveDatabaseBeforeTheCutover() {
        var sizes = new Sizes(3, new Sizes.Pod(1000, 2048, 4096), 1, 1, 1, new Sizes.Pod(1000, 2048, 2048));
        var helm = new HelmValues(sizes, "3.114.2-stable", Map.of());

        assertThat(HelmValues.yaml(helm.beforeInASharedDatabase()))
                .contains("replicaCount: 0", "DISABLE_GIT_SYNCING")
                .doesNotContain("replicaCount: 3");
        assertThat(helm.beforeInASharedDatabase().get("jobRunner")).isEqualTo(Map.of("enabled", false));
        assertThat(root(true).main())
                .contains("local.vpc", "local.db")
                .doesNotContain("module.db-main", "aws-database");
    }

    @Test
    void aSharedDatabaseThatNobodyFoundIsNoKit() {
        assertThatThrownBy(() -> root(true, List.of()).main()).hasMessageContaining("DATABASE_NOT_KNOWN");
    }

    @Test
    void valuesBeforeTheCutoverKeepTheTargetStill() {
        var sizes = new Sizes(3, new Sizes.Pod(1000, 2048, 4096), 1, 1, 1, new Sizes.Pod(1000, 2048, 2048));
        var helm = new HelmValues(sizes, "3.114.2-stable", Map.of());

        assertThat(HelmValues.yaml(helm.before()))
                .contains("replicaCount: 3", "TEMPORAL_TASKQUEUE_WORKFLOW", "DISABLE_GIT_SYNCING")
                .doesNotContain("CLIENT_ID");
        assertThat(helm.before().get("agents")).isEqualTo(Map.of("enabled", false));
        assertThat(helm.before().get("rr")).isEqualTo(Map.of("enabled", false));
        assertThat(HelmValues.yaml(helm.after(true, true, true, Map.of()))).doesNotContain("landfall-guard");
    }

    private static void collect(String path, JsonNode node, Set<String> names) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), names));
        } else {
            names.add(path);
        }
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    static TerraformRoot root(boolean sharedDatabase) {
        return root(
                sharedDatabase,
                List.of(
                        located("app", "retool.example.rds.amazonaws.com"),
                        located("retooldb", "retooldb.example.rds.amazonaws.com")));
    }

    private static LocatedDatabase located(String name, String host) {
        return new LocatedDatabase(name, host, 5432, "hammerhead_production", "retool", Optional.empty());
    }

    private static TerraformRoot root(boolean sharedDatabase, List<LocatedDatabase> databases) {
        var source = new SourceInventory(
                "run",
                Instant.EPOCH,
                "retool",
                new Features(true, false, true, true, false, Features.Temporal.MANAGED),
                List.of(),
                List.of(),
                List.of(),
                databases,
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Map.of(),
                List.of());
        return new TerraformRoot(
                "retool.example.com",
                "eu-west-1",
                source,
                Map.of("ENCRYPTION_KEY", "landfall/a", "JWT_SECRET", "landfall/b", "LICENSE_KEY", "landfall/c"),
                sharedDatabase,
                Optional.of("true"),
                !sharedDatabase);
    }
}
