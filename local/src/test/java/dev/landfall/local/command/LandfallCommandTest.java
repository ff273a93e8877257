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
    void aMissingConfigurationIsExitCodeOne(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) {
        assertThat(LandfallCommand.run(
                        "rehearse",
                        "--home",
                        folder.toString(),
                        "--config",
                        folder.resolve("none.json").toString()))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rehearse --aws --yes",
                "rehearse --requested-by ann@example.com",
                "cutover --no-follow",
                "cutover --aws",
                "rehearse --aws --strict-aws",
                "rehearse --strict-aws=soon",
                "resume run-1"
            })
    void optionOfTheOtherPlaceIsRefusedBeforeAnythingStarts(String line) {
        assertThat(LandfallCommand.run(line.split(" "))).isEqualTo(1);
    }
}
