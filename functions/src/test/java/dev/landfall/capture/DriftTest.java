package dev.landfall.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.capture.Capture.CapturedContainer;
import dev.landfall.capture.Capture.CapturedDeployment;
import dev.landfall.capture.Capture.CapturedService;
import dev.landfall.capture.Capture.MoverNetwork;
import dev.landfall.gateway.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                List.of(),
                Optional.empty());
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

    @Test
    void sizesSchedulesAndTheTargetsDeploymentsAreNamed() {
        var before = capture("i:1", 2, Map.of(), Map.of());
        var now = new Capture(
                "run",
                Instant.EPOCH,
                "source",
                "target",
                before.network(),
                List.of(new CapturedService(
                        "main",
                        List.of(),
                        "arn:1",
                        2,
                        2,
                        false,
                        List.of(new CapturedContainer("retool", "i:1", 2, 1, Map.of(), Map.of(), List.of())))),
                List.of(new CapturedDeployment("retool", List.of(), 2, Optional.empty(), "b:1", Map.of(), Map.of())),
                List.of(new Schedule("nightly", true)),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());

        assertThat(Drift.between(before, now))
                .containsExactly(
                        "The size of main/retool changed from 1 CPU units and 1 MiB to 2 and 1.",
                        "The schedules changed from [] to [nightly].",
                        "The target's deployment retool is new.");
    }

    @Test
    void aDisabledScheduleIsNoDriftForAFreezeDisablesItToo() {
        var before = capture("i:1", 2, Map.of(), Map.of());

        assertThat(Drift.between(scheduled(before, true), scheduled(before, false)))
                .isEmpty();
    }

    private static Capture scheduled(Capture of, boolean enabled) {
        return new Capture(
                of.runId(),
                of.capturedAt(),
                of.sourceName(),
                of.targetName(),
                of.network(),
                of.services(),
                of.deployments(),
                List.of(new Schedule("nightly", enabled)),
                of.databases(),
                of.dns(),
                of.drift(),
                of.comparedWith());
    }
}
