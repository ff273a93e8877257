package dev.landfall.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LandfallCommandTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"rehearse --bogus", "frobnicate", "rehearse --scale 0", "rehearse --scale abc", "cutover x"})
    void whatIsNotUnderstoodIsExitCodeTwo(String line) {
        assertThat(LandfallCommand.run(line.split(" "))).isEqualTo(2);
    }

    @Test
    void helpIsNoFailure() {
        assertThat(LandfallCommand.run("rehearse", "--help")).isZero();
    }

    @Test
    void aMissingConfigurationIsNoMistakeInTheCommand(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) {
        assertThat(LandfallCommand.run(
                        "rehearse",
                        "--home",
                        folder.toString(),
                        "--config",
                        folder.resolve("none.json").toString()))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rehearse --requested-by ann@example.com",
                "cutover --no-follow",
                "cutover --aws",
                "rehearse --aws --strict-aws",
                "rehearse --strict-aws=soon",
                "rehearse --aws --scale 2",
                "cutover --aws --yes --requested-by ann@example.com",
                "cutover --requested-by ann@example.com",
                "capture --aws --sample cloudformation-fargate",
                "status --port s3=1",
                "status --aws --home x",
                "verify --deny Freeze=ecs:UpdateService",
                "world reset --port s3=1",
                "world reset --config x",
                "capture --sample cloudformation-fargate --home x"
            })
    void optionThatMeansNothingThereIsRefusedBeforeAnythingStarts(String line) {
        assertThat(LandfallCommand.run(line.split(" "))).isEqualTo(2);
    }
}
