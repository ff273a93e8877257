package dev.landfall.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import dev.landfall.testing.KitTools;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The worst strings through the programs that read the kit in the field, instead of through what we know of them. */
@NeedsTier(Tier.KIT)
class QuotingIT {

    @TempDir
    Path folder;

    @Test
    void terraformReadsEveryStringAsItWas() throws IOException, InterruptedException {
        var text = new StringBuilder();
        var strings = QuotingTest.worst().toList();
        for (int i = 0; i < strings.size(); i++) {
            text.append("value_")
                    .append(i)
                    .append(" = ")
                    .append(Hcl.quoted(strings.get(i)))
                    .append('\n');
        }

        var answer = Json.MAPPER
                .readTree(KitTools.hcl(Json.MAPPER.writeValueAsString(Map.of("worst.tfvars", text.toString()))))
                .path("worst.tfvars");

        assertThat(answer.path("refused").asText()).isEmpty();
        for (int i = 0; i < strings.size(); i++) {
            assertThat(answer.at("/meaning/value_" + i).asText())
                    .as("its parser gives a literal's own marks of templates back as they are written")
                    .isEqualTo(strings.get(i).replace("${", "$${").replace("%{", "%%{"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void terraformWouldFormatTheRootNoOtherWay(boolean sharedDatabase) throws IOException, InterruptedException {
        var root = PublishedNamesTest.root(sharedDatabase);
        var files = Map.of(
                "main.tf", root.main(),
                "providers.tf", KitProviders.text(),
                "variables.tf", root.variables(),
                "live.tfvars", root.live());

        var answers = Json.MAPPER.readTree(KitTools.hcl(Json.MAPPER.writeValueAsString(files)));

        files.forEach((name, text) -> {
            assertThat(answers.path(name).path("refused").asText()).as(name).isEmpty();
            assertThat(answers.path(name).path("formatted").asText()).as(name).isEqualTo(text);
        });
    }

    @Test
    void terraformRefusesWhatIsNotItsLanguage() throws IOException, InterruptedException {
        var answer = Json.MAPPER.readTree(KitTools.hcl("{\"broken.tf\": \"x = \\n\"}"));

        assertThat(answer.at("/broken.tf/refused").asText()).contains("Invalid expression");
    }

    @Test
    void helmRendersEveryStringSoThatKubernetesGivesItToTheProgram() throws IOException, InterruptedException {
        var strings = QuotingTest.worst().toList();
        var variables = new LinkedHashMap<String, String>();
        for (int i = 0; i < strings.size(); i++) {
            variables.put("VALUE_" + i, strings.get(i));
        }
        var sizes = new Sizes(2, new Sizes.Pod(1000, 2048, 4096), 1, 1, 1, new Sizes.Pod(1000, 2048, 2048));
        var values =
                HelmValues.yaml(new HelmValues(sizes, "3.114.2-stable", variables).after(true, false, false, Map.of()));

        var rendered = render(List.of(values));

        var wrong = new ArrayList<String>();
        rendered.at("/manifests").iterator().next().path("env").forEach(variable -> {
            var name = variable.path("name").asText();
            var read = QuotingTest.expanded(variable.path("value").asText());
            if (!read.equals(variables.remove(name))) {
                wrong.add(name + " is " + Json.MAPPER.valueToTree(read));
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(variables).as("every variable was printed").isEmpty();
    }

    @Test
    void helmReplacesListsMergesMapsAndDeletesWhatIsNull() throws IOException, InterruptedException {
        var sizes = new Sizes(3, new Sizes.Pod(1000, 2048, 4096), 1, 1, 1, new Sizes.Pod(1000, 2048, 2048));
        var helm = new HelmValues(sizes, "3.114.2-stable", Map.of("DISABLE_SIGNUPS", "true"));

        var before = render(List.of(MODULE, HelmValues.yaml(helm.before()))).path("values");
        var still = render(List.of(MODULE, HelmValues.yaml(helm.beforeInASharedDatabase())))
                .path("values");
        var after = render(List.of(MODULE, HelmValues.yaml(helm.after(true, true, true, Map.of()))))
                .path("values");
        var without = render(List.of(MODULE, HelmValues.yaml(helm.before()), "jobRunner: null\n"))
                .path("values");

        assertThat(before.at("/image/repository").asText()).as("maps merge").isEqualTo("tryretool/backend");
        assertThat(before.at("/image/tag").asText()).isEqualTo("3.114.2-stable");
        assertThat(before.at("/config/postgresql/host").asText()).isEqualTo("db.example.com");
        assertThat(before.at("/resources/limits/ephemeral-storage").asText()).isEqualTo("1Gi");
        assertThat(names(before.path("environmentVariables")))
                .as("lists replace, so the module's and the chart's own are gone")
                .contains("DISABLE_SIGNUPS", "DISABLE_GIT_SYNCING")
                .doesNotContain("OF_THE_CHART", "OF_THE_MODULE");
        assertThat(before.at("/workflows/enabled").asBoolean()).isFalse();
        assertThat(still.at("/replicaCount").asInt()).isZero();
        assertThat(still.at("/jobRunner/enabled").asBoolean()).isFalse();
        assertThat(names(after.path("environmentVariables"))).containsExactly("DISABLE_SIGNUPS");
        assertThat(after.at("/workflows/enabled").asBoolean()).isTrue();
        assertThat(without.has("jobRunner")).as("null deletes").isFalse();
    }

    /** As the module gives the chart its own values before the kit's. */
    private static final String MODULE = """
            replicaCount: 1
            config:
              postgresql:
                host: db.example.com
            environmentVariables:
            - name: OF_THE_MODULE
              value: "1"
            workflows:
              enabled: true
            """;

    private static List<String> names(JsonNode list) {
        var names = new ArrayList<String>();
        list.forEach(variable -> names.add(variable.path("name").asText()));
        return names;
    }

    /** A chart with values of the published one's names, which prints variables as that one does. */
    private JsonNode render(List<String> values) throws IOException, InterruptedException {
        var templates = Files.createDirectories(folder.resolve("chart/templates"));
        Files.writeString(folder.resolve("chart/Chart.yaml"), "apiVersion: v2\nname: retool\nversion: 1.0.0\n");
        Files.writeString(folder.resolve("chart/values.yaml"), """
                image:
                  repository: tryretool/backend
                  tag: ""
                replicaCount: 2
                resources:
                  limits:
                    cpu: 4096m
                    ephemeral-storage: 1Gi
                jobRunner:
                  annotations: {}
                workflows:
                  backend:
                    replicaCount: 1
                environmentVariables:
                - name: OF_THE_CHART
                  value: "1"
                """);
        Files.writeString(templates.resolve("variables.yaml"), """
                env:
                {{- with .Values.environmentVariables }}
                {{ toYaml . | indent 2 }}
                {{- end }}
                """);
        return Json.MAPPER.readTree(KitTools.helm(Json.MAPPER.writeValueAsString(
                Map.of("chart", folder.resolve("chart").toString(), "values", values))));
    }
}
