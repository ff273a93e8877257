package dev.landfall.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunNameTest {

    @Test
    void namesThatPeopleAndAwsGiveAreTaken() {
        for (var name : List.of(
                "cutover-20261120-120000",
                "a",
                "0f5f7b7e-8d7e-4bd3-9f0c-2f3f8f0f0a11_4b1c7a0e-1d2c-4b3a-9a6b-1c2d3e4f5a6b",
                "x".repeat(80))) {
            assertThat(RunName.check(name)).isEqualTo(name);
            assertThat(new RunLayout(name).run()).isEqualTo("runs/" + name + "/run.json");
        }
    }

    @Test
    void whatWouldLieElsewhereOrReadAsSomethingElseIsRefusedInOneSentence() {
        for (var name : List.of(
                "",
                ".",
                "../../x",
                "a/b",
                "a\\b",
                "-rf",
                "evil.example.net",
                "a b",
                "a\nb",
                "\u202eabc",
                "x".repeat(81))) {
            assertThatThrownBy(() -> RunName.check(name))
                    .as(name)
                    .hasMessageStartingWith("RUN_NAME_INVALID [OPERATOR]: \"")
                    .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("\n", "\u202e"));
            assertThatThrownBy(() -> new RunLayout(name)).hasMessageContaining("RUN_NAME_INVALID");
        }
    }
}
