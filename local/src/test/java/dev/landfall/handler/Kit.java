package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.SecretText;
import dev.landfall.ledger.Finding;
import dev.landfall.ledger.Ledger;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a capture of a world wrote, and how it ended. */
record Kit(HandlerWorld world, String refused) {

    static final List<String> FILES = List.of(
            "main.tf",
            "providers.tf",
            "variables.tf",
            "live.tfvars",
            "import/imported.auto.tfvars",
            "values-before.yaml",
            "values-after.yaml",
            "README.md");

    static Kit of(HandlerWorld world) {
        world.executions.put("arn:one", "RUNNING");
        world.call(
                new OpenCapture(world.gateways),
                Map.of(
                        "runId",
                        "one",
                        "executionArn",
                        "arn:one",
                        "startedAt",
                        world.clock.instant().toString(),
                        "input",
                        Map.of()));
        var run = Map.of("runId", "one");
        world.call(new CaptureSource(world.gateways), run);
        world.call(new BuildLedger(world.gateways), run);
        var refused = catchThrowable(() -> world.call(new WriteKit(world.gateways), run));
        assertThat(world.store.everything()).doesNotContain("marked-");
        return new Kit(world, refused == null ? "" : String.valueOf(refused.getMessage()));
    }

    Map<String, String> before() throws IOException {
        return document("extra-env-vars-before");
    }

    Map<String, String> after() throws IOException {
        return document("extra-env-vars-after");
    }

    Ledger ledger() {
        return world.files.require(RunLayout.LEDGER, Ledger.class);
    }

    List<String> seen(String finding) {
        return ledger().findings().stream()
                .filter(each -> each.name().equals(finding))
                .map(Finding::seen)
                .toList();
    }

    String files() {
        return FILES.stream().map(this::file).collect(Collectors.joining("\n"));
    }

    String file(String name) {
        return new String(world.store.read("runs/one/kit/" + name).orElseThrow(), StandardCharsets.UTF_8);
    }

    private Map<String, String> document(String name) throws IOException {
        JsonNode tree = Json.MAPPER.readTree(secret(name).bytes());
        return tree.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().asText()));
    }

    /** What the kit keeps under a name. */
    SecretText secret(String name) {
        var row = Pattern.compile("\\| " + name + " \\| `([^`]+)` \\|").matcher(file("README.md"));
        assertThat(row.find()).isTrue();
        return world.vault.resolve(row.group(1));
    }
}
