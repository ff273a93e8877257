package dev.landfall.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.landfall.ledger.Finding;
import dev.landfall.ledger.Ledger;
import dev.landfall.ledger.SettingClass;
import dev.landfall.local.world.LocalWorld;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The public deployments, captured by the shipped definition. */
class SampleCaptureTest {

    private static final String RUN = "capture-1";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void everySettingOfAKnownDeploymentIsKnown(Sample sample) throws IOException {
        var run = capture(sample);
        var ledger = ledger(run);

        assertThat(ledger.lines()).isNotEmpty();
        assertThat(ledger.lines(SettingClass.UNKNOWN)).isEmpty();
        assertThat(ledger.lines())
                .extracting(line -> line.where() + " " + line.setting())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void kitsValuesAreYaml(Sample sample) throws IOException {
        var run = capture(sample);
        for (var name : List.of("values-before.yaml", "values-after.yaml")) {
            var values = new YAMLMapper().readTree(kit(run, name).toFile());
            assertThat(values.fieldNames()).toIterable().contains("image", "workflows", "environmentVariables");
        }
    }

    @Test
    void findingsAreNamed() throws IOException {
        assertThat(findings(Sample.CLOUDFORMATION_FARGATE))
                .contains("plain-text-secret", "shared-family", "trial-license");
        assertThat(findings(Sample.CLOUDFORMATION_WORKFLOWS)).contains("self-hosted-temporal");
        assertThat(findings(Sample.CLOUDFORMATION_AGENTS)).contains("self-hosted-temporal");
        assertThat(findings(Sample.TERRAFORM_MODULES))
                .contains("plain-text-secret", "workflows-not-in-use")
                .doesNotContain("self-hosted-temporal");
        assertThat(findings(Sample.WHOLE_SECRETS))
                .contains("whole-secret-reference")
                .doesNotContain("plain-text-secret");
    }

    @Test
    void selfHostedTemporalBlocksUntilItIsDecided() {
        var ended = new SampleRun(Sample.CLOUDFORMATION_WORKFLOWS, folder).run(machine(), RUN);

        assertThat(ended.status()).isEqualTo("FAILED");
        assertThat(ended.cause()).contains("LEDGER_UNDECIDED", "self-hosted-temporal");
    }

    @Test
    void featuresAreToldByRolesAndCounts() throws IOException {
        assertThat(ledger(capture(Sample.TERRAFORM_MODULES)).features().workflows())
                .isFalse();
        var agents = ledger(new SampleRun(Sample.CLOUDFORMATION_AGENTS, folder.resolve("agents")), RUN);
        assertThat(agents.features().agents()).isTrue();
        assertThat(agents.features().workflows()).isTrue();
    }

    private List<String> findings(Sample sample) throws IOException {
        return ledger(new SampleRun(sample, folder.resolve(sample.word())), RUN).findings().stream()
                .map(Finding::name)
                .toList();
    }

    private SampleRun capture(Sample sample) {
        var run = new SampleRun(sample, folder);
        run.run(machine(), RUN);
        return run;
    }

    private static Ledger ledger(SampleRun run, String runId) throws IOException {
        run.run(machine(), runId);
        return ledger(run);
    }

    private static Ledger ledger(SampleRun run) throws IOException {
        return Json.MAPPER.readValue(run.store().read(RunLayout.LEDGER).orElseThrow(), Ledger.class);
    }

    private static Path kit(SampleRun run, String name) {
        var file =
                run.store().folder().resolve("runs").resolve(RUN).resolve("kit").resolve(name);
        assertThat(Files.exists(file)).isTrue();
        return file;
    }

    private static dev.landfall.local.engine.StateMachine machine() {
        return LocalWorld.machine(
                Path.of(System.getProperty("landfall.root", "")).toAbsolutePath(), "capture");
    }
}
