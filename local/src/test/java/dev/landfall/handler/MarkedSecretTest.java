package dev.landfall.handler;

import static dev.landfall.handler.SourceChange.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.ServiceDetails.ContainerDetail;
import dev.landfall.gateway.ServiceDetails.ServiceDetail;
import dev.landfall.gateway.SettingSource;
import dev.landfall.ledger.Ledger;
import dev.landfall.ledger.SourceKind;
import dev.landfall.model.RunLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A marked secret in every place that ECS has for one is found in nothing that a capture writes. */
class MarkedSecretTest {

    private static final Map<String, String> RUN = Map.of("runId", "one");
    private static final String SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:acme-AbCdEf";
    private static final String PARAMETER = "arn:aws:ssm:eu-west-1:111122223333:parameter/acme/token";
    private static final String FILE = "arn:aws:s3:::acme/retool.env";

    @TempDir
    Path folder;

    @Test
    void markIsInNothingThatIsWritten() {
        var world = world();
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
        var answers = Stream.of(
                        new CaptureSource(world.gateways),
                        new BuildLedger(world.gateways),
                        new WriteKit(world.gateways),
                        new CloseRun(world.gateways))
                .map(handler -> world.call(handler, RUN).toString())
                .toList();

        var written = world.store.everything() + answers;
        assertThat(written).contains("kit/values-before.yaml", "kit/README.md", "ledger.html");
        assertThat(written).doesNotContain("marked-");
        for (var mark : List.of("environment", "secret", "parameter", "file", "command", "label")) {
            assertThat(written)
                    .as(mark + " in base64")
                    .doesNotContain(
                            Base64.getEncoder().encodeToString(("marked-" + mark).getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void everyPlaceHasItsLine() {
        var world = world();
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
        world.call(new BuildLedger(world.gateways), RUN);
        var ledger = world.files.require(RunLayout.LEDGER, Ledger.class);

        assertThat(kind(ledger, "RETOOL_EXPOSED_ENVIRONMENT")).isEqualTo(SourceKind.PLAIN);
        assertThat(kind(ledger, "RETOOL_EXPOSED_SECRET")).isEqualTo(SourceKind.SECRET);
        assertThat(kind(ledger, "RETOOL_EXPOSED_PARAMETER")).isEqualTo(SourceKind.PARAMETER);
        assertThat(kind(ledger, "RETOOL_EXPOSED_FILE")).isEqualTo(SourceKind.FILE);
        assertThat(ledger.lines())
                .extracting(line -> line.where() + " " + line.setting())
                .doesNotHaveDuplicates();
    }

    private static SourceKind kind(Ledger ledger, String setting) {
        return ledger.lines().stream()
                .filter(line -> line.setting().equals(setting))
                .findFirst()
                .orElseThrow()
                .source();
    }

    private HandlerWorld world() {
        var change = new SourceChange(
                "retool-main",
                Map.of(
                        "RETOOL_EXPOSED_ENVIRONMENT", plain("marked-environment"),
                        "RETOOL_EXPOSED_SECRET", new SettingSource.Reference(SECRET + ":token::"),
                        "RETOOL_EXPOSED_PARAMETER", new SettingSource.Reference(PARAMETER)),
                List.of(FILE));
        var world = new HandlerWorld(folder, change::apply);
        world.vault.plant(SECRET, SecretText.of("{\"token\":\"marked-secret\"}"));
        world.vault.plant(PARAMETER, SecretText.of("marked-parameter"));
        world.surroundings.environmentFiles.put(
                FILE, SecretText.of("RETOOL_EXPOSED_FILE=marked-file\nRETOOL_EXPOSED_ENVIRONMENT=loses\n"));
        var container = new ContainerDetail(
                Optional.empty(),
                List.of(SecretText.of("start --token marked-command")),
                Map.of("token", SecretText.of("marked-label")),
                true);
        world.surroundings.services.put(
                "retool-main",
                new ServiceDetail(
                        "retool-main",
                        "FARGATE",
                        "retool-main",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("retool-main", container)));
        return world;
    }
}
