package dev.landfall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.definition.DefinitionFile;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.NodeTools;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that know what AWS accepts look at the definitions and at what a synth makes of each configuration. */
@NeedsTier(Tier.LINT)
class StaticGatesIT {

    private static final Path DEFINITIONS = TestStacks.ROOT.resolve("statemachine");

    @TempDir
    Path folder;

    static Stream<Path> definitions() throws IOException {
        return Files.list(DEFINITIONS).filter(file -> file.toString().endsWith(DefinitionFile.SUFFIX));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void theValidatorFindsNothingInADefinition(Path definition) throws IOException, InterruptedException {
        assertThat(validate(expanded(definition))).isEqualTo(new Said(0, ""));
    }

    @Test
    void theValidatorWouldFindAStateThatLeadsNowhere() throws IOException, InterruptedException {
        var text = Files.readString(expanded(DEFINITIONS.resolve("migrate" + DefinitionFile.SUFFIX)));
        var broken = Files.writeString(
                folder.resolve("broken.asl.json"), text.replace("\"Next\" : \"Preflight\"", "\"Next\" : \"Prefligt\""));

        assertThat(validate(broken).code()).isNotZero();
    }

    @ParameterizedTest
    @EnumSource
    void cfnLintFindsNothingInTheTemplates(SampleConfiguration configuration) throws IOException, InterruptedException {
        assertThat(CfnLint.lint(configuration.templates())).isEqualTo(new Said(0, ""));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void cfnLintFindsNothingInADefinition(Path definition) throws IOException, InterruptedException {
        assertThat(CfnLint.lint(List.of(inTemplate(definition)))).isEqualTo(new Said(0, ""));
    }

    /**
     * The definition as a template would carry it, with any ARN for what a deployment fills in, and a number for an
     * expression where Step Functions takes both and cfn-lint knows the number only.
     */
    private Path inTemplate(Path definition) throws IOException {
        var text = DefinitionFile.read(definition)
                .toString()
                .replaceAll("\\$\\{\\w+}", "arn:aws:lambda:us-east-1:123456789012:function:any")
                .replaceAll("\"(TimeoutSeconds|HeartbeatSeconds|MaxConcurrency)\":\"\\{%[^\"]*%}\"", "\"$1\":60");
        var template = """
                {"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"Machine": {
                  "Type": "AWS::StepFunctions::StateMachine",
                  "Properties": {"RoleArn": "arn:aws:iam::123456789012:role/any", "Definition": %s}}}}
                """.formatted(text);
        return Files.writeString(folder.resolve("definition.template.json"), template);
    }

    private Path expanded(Path definition) throws IOException {
        return Files.write(folder.resolve("expanded.asl.json"), DefinitionFile.json(definition));
    }

    private static Said validate(Path definition) throws IOException, InterruptedException {
        return Said.by(
                DEFINITIONS,
                List.of(
                        NodeTools.program("asl-validator").toString(),
                        "--json-path",
                        definition.toString(),
                        "--silent"));
    }
}
