package dev.landfall.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.SecretText;
import dev.landfall.preflight.PreflightReport.Result;
import org.junit.jupiter.api.Test;

class ChecksTest {

    private static Result versions(String source, String target) {
        return ImageVersion.check("tryretool/backend:" + source, "tryretool/backend:" + target)
                .result();
    }

    @Test
    void olderTargetBlocks() {
        assertThat(versions("3.114.2-stable", "3.114.1-stable")).isEqualTo(Result.BLOCKER);
        assertThat(versions("3.114.2-stable", "3.114.2-stable")).isEqualTo(Result.OK);
        assertThat(versions("3.9.0", "3.10.0")).isEqualTo(Result.OK);
    }

    @Test
    void longHopsAreStepped() {
        assertThat(versions("3.100.0", "3.114.0")).isEqualTo(Result.WARNING);
        assertThat(versions("3.114.0", "4.31.0")).isEqualTo(Result.BLOCKER);
        assertThat(versions("3.114.0", "4.30.0")).as("another major").isEqualTo(Result.WARNING);
        assertThat(versions("3.114.0", "3.124.0")).as("ten versions").isEqualTo(Result.OK);
    }

    @Test
    void aStepThatIsNeededSaysWhoSaysSo() {
        assertThat(ImageVersion.check("tryretool/backend:3.114.0", "tryretool/backend:4.33.0")
                        .remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy)
                        .contains("Step through a version before 4.31.0", "https://docs.retool.com/"));
    }

    @Test
    void tagsThatAreNoVersionsAreAWarning() {
        assertThat(versions("latest", "3.114.0")).isEqualTo(Result.WARNING);
        assertThat(ImageVersion.of("registry.example.com:5000/backend")).isEmpty();
    }

    @Test
    void differenceOfKeysIsNamedWithoutThem() {
        var key = SecretText.of("the-key");
        assertThat(KeyAgreement.difference(key, SecretText.of("the-key"))).isEmpty();
        assertThat(KeyAgreement.difference(key, SecretText.of("the-key\n")).orElseThrow())
                .contains("ends in a newline")
                .doesNotContain("the-key");
        assertThat(KeyAgreement.difference(key, SecretText.of("{\"k\":\"the-key\"}"))
                        .orElseThrow())
                .contains("JSON document");
        assertThat(KeyAgreement.difference(key, SecretText.of("another")).orElseThrow())
                .isEqualTo("the target's is another value");
    }
}
