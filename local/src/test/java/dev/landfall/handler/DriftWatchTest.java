package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SettingSource;
import dev.landfall.preflight.PreflightReport;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.preflight.PreflightReport.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks alone, night after night, held against the last rehearsal that passed. */
class DriftWatchTest {

    private static final String SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:smtp-AbCdEf";
    private static final Map<String, String> CHECKS_ALONE = Map.of("mode", "preflight");

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void world() {
        var change = new SourceChange(
                "retool-main", Map.of("SMTP_PASSWORD", new SettingSource.Reference(SECRET)), List.of());
        world = new HandlerWorld(folder, change::apply);
        world.vault.plant(SECRET, SecretText.of("marked-smtp"));
        BrokenSource.redeploy(
                world,
                "tryretool/backend:3.114.5-stable",
                Map.of("SMTP_PASSWORD", new SettingSource.Reference(SECRET)));
    }

    @Test
    void beforeAnyRehearsalPassedThereIsNothingToHoldItAgainst() {
        var check = night("night-1");

        assertThat(check.result()).isEqualTo(Result.NOT_CHECKED);
        assertThat(world.mails).isEmpty();
    }

    @Test
    void aSecretsValueAnImageAndTheTargetAreToldOnceSinceTheRehearsalAndNotSinceTheLastNight() {
        rehearse();
        assertThat(night("night-1").result()).isEqualTo(Result.OK);
        assertThat(world.mails).isEmpty();

        world.vault.plant(SECRET, SecretText.of("marked-smtp-rotated"));
        world.target.deploy(
                "retool-jobs-runner", 1, "tryretool/backend:3.115.0-stable", HandlerWorld.with("JOBS_RUNNER"));
        var second = night("night-2");
        var third = night("night-3");

        assertThat(second.seen())
                .startsWith("Since rehearsal: ")
                .contains(
                        "The value of SMTP_PASSWORD of retool-main/retool-main changed.",
                        "The image of the target's retool-jobs-runner changed")
                .doesNotContain("marked-");
        assertThat(third.seen()).isEqualTo(second.seen());
        assertThat(world.mails)
                .as("told once, to each approver")
                .containsExactly(
                        "ada@example.com: [Landfall] Changed since the last rehearsal: retool.example.com",
                        "ben@example.com: [Landfall] Changed since the last rehearsal: retool.example.com");

        world.vault.plant(SECRET, SecretText.of("marked-smtp"));
        night("night-4");
        assertThat(world.mails).as("something else than was told").hasSize(4);
    }

    @Test
    void aRehearsalThatFailedIsNoMeasure() {
        rehearse();
        world.open("failed", Map.of());
        world.vault.plant(SECRET, SecretText.of("marked-smtp-rotated"));
        world.call(new CaptureSource(world.gateways), Map.of("runId", "failed"));
        world.call(
                new CloseRun(world.gateways),
                "{\"runId\":\"failed\",\"failure\":{\"state\":\"Preflight\",\"error\":\"X\",\"cause\":\"x\"}}");
        world.executions.put("arn:failed", "FAILED");

        assertThat(night("night-1").seen()).contains("Since rehearsal: The value of SMTP_PASSWORD");
    }

    private void rehearse() {
        world.openAndCapture("rehearsal", Map.of());
        world.call(new Preflight(world.gateways), Map.of("runId", "rehearsal"));
        world.close("rehearsal");
    }

    private Check night(String runId) {
        world.clock.forward(java.time.Duration.ofDays(1));
        world.openAndCapture(runId, CHECKS_ALONE);
        world.call(new Preflight(world.gateways), Map.of("runId", runId));
        world.call(new TellDrift(world.gateways), Map.of("runId", runId));
        world.close(runId);
        return world.files.require(PreflightReport.key(runId), PreflightReport.class).checks().stream()
                .filter(check -> check.name().equals("drift"))
                .findFirst()
                .orElseThrow();
    }
}
