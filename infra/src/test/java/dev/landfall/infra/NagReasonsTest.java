package dev.landfall.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/** A synth with a finding that has no reason fails. What a finding is called depends on what is known of the account. */
class NagReasonsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({",", "eu-west-1,", "eu-west-1,123456789012"})
    void noFindingIsWithoutReasonWhateverIsKnownOfTheAccount(String region, String account) throws IOException {
        var environment = Environment.builder().region(region).account(account).build();
        TestStacks.synthesized(folder, environment);

        assertThat(violations(folder.resolve("cdk.out"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noFindingIsWithoutReasonWhateverIsConfigured(SampleConfiguration configuration) throws IOException {
        assertThat(violations(Path.of(configuration.assembly().getDirectory()))).isEmpty();
    }

    @Test
    void aFindingBesideThemIsReported() throws IOException {
        var app = new App(
                AppProps.builder().outdir(folder.resolve("cdk.out").toString()).build());
        var stack = new Stack(app, "Open");
        leaveOpen(stack);
        NagReasons.check(app, stack, TestStacks.example());

        assertThatThrownBy(app::synth).hasMessageContaining("Validation failed");
        assertThat(violations(folder.resolve("cdk.out")))
                .extracting(violation -> violation.path("ruleName").asText())
                .contains("AwsSolutions-S1");
    }

    private static void leaveOpen(Construct stack) {
        Bucket.Builder.create(stack, "Bucket").build();
    }

    private static Iterable<JsonNode> violations(Path assembly) throws IOException {
        var report =
                Json.MAPPER.readTree(assembly.resolve("validation-report.json").toFile());
        var ofNag = report.path("pluginReports")
                .valueStream()
                .filter(part -> part.path("pluginName").asText().equals("AwsSolutions"))
                .toList();
        assertThat(ofNag).hasSize(1);
        return ofNag.getFirst().path("violations").valueStream().toList();
    }
}
