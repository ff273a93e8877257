package dev.landfall.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.capture.Capture.CapturedContainer;
import dev.landfall.capture.Capture.CapturedService;
import dev.landfall.capture.Capture.MoverNetwork;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriftTest {

    private static Capture capture(String image, int count, Map<String, String> settings, Map<String, String> prints) {
        var container = new CapturedContainer("retool", image, 1, 1, settings, prints, List.of());
        var service = new CapturedService("main", List.of(), "arn:1", count, count, false, List.of(container));
        return new Capture(
                "run",
                Instant.EPOCH,
                "source",
                "target",
                new MoverNetwork("c", List.of(), List.of(), false),
                List.of(service),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void changedCountsAreNoDrift() {
        assertThat(Drift.between(capture("i:1", 2, Map.of(), Map.of()), capture("i:1", 0, Map.of(), Map.of())))
                .isEmpty();
    }

    @Test
    void imageSettingsAndCriticalValuesAreNamed() {
        var before = capture("i:1", 2, Map.of("SMTP", "plain", "OLD", "plain"), Map.of("ENCRYPTION_KEY", "aa"));
        var now = capture("i:2", 2, Map.of("SMTP", "arn:x", "NEW", "plain"), Map.of("ENCRYPTION_KEY", "bb"));
        assertThat(Drift.between(before, now))
                .containsExactly(
                        "The image of main/retool changed from i:1 to i:2.",
                        "The setting NEW of main/retool is new.",
                        "The setting OLD of main/retool is gone.",
                        "The setting SMTP of main/retool changed.",
                        "The value of ENCRYPTION_KEY of main/retool changed.");
    }
}
