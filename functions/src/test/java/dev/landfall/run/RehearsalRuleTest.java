package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.Executions.StateRecord;
import dev.landfall.model.failure.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RehearsalRuleTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final RehearsalRule RULE = new RehearsalRule(
            "digest",
            Duration.ofDays(7),
            NOW,
            run -> !run.runId().equals("altered"),
            run -> run.runId().equals("forged") ? Optional.of("has another run.json") : Optional.empty());

    static RunRecord rehearsal(String id, String digest, Instant ended, boolean passed, int seconds) {
        var failure = Optional.of(new RunRecord.FailedState("Validate", "x", Problem.operator("X", "Seen.", "Do.")));
        var states = List.of(
                new StateRecord("Preflight", ended, Duration.ofHours(1), "SUCCEEDED", 1),
                new StateRecord("MoveDatabases", ended, Duration.ofSeconds(seconds), "SUCCEEDED", 1));
        return RunRecord.opened(
                        id,
                        "arn:" + id,
                        RunMode.REHEARSAL,
                        digest,
                        "dump",
                        "none",
                        Optional.empty(),
                        ended.minusSeconds(60),
                        Optional.empty())
                .closed(ended, passed ? Verdict.PASSED : Verdict.FAILED, passed ? Optional.empty() : failure, states);
    }

    @Test
    void eachRehearsalSaysWhyItDoesNotCount() {
        var problem = RULE.refusal(new EarlierRuns(List.of(
                        rehearsal("failed", "digest", NOW, false, 1),
                        rehearsal("other", "other", NOW, true, 1),
                        rehearsal("altered", "digest", NOW, true, 1),
                        rehearsal("forged", "digest", NOW, true, 1),
                        rehearsal("old", "digest", NOW.minus(Duration.ofDays(7)), true, 1))))
                .orElseThrow();
        assertThat(problem.seen())
                .contains(
                        "failed did not pass",
                        "other was of another plan",
                        "altered has no longer the plan",
                        "forged has another run.json",
                        "old is older than 7 days");
    }

    @Test
    void oneThatCountsIsEnough() {
        var runs = List.of(
                rehearsal("failed", "digest", NOW, false, 1),
                rehearsal("good", "digest", NOW.minus(Duration.ofDays(6)), true, 1));
        assertThat(RULE.refusal(new EarlierRuns(runs))).isEmpty();
    }

    @Test
    void forecastCountsOnlyTheStatesOfTheFreeze() {
        var runs = List.of(
                rehearsal("a", "digest", NOW, true, 100),
                rehearsal("b", "digest", NOW, true, 300),
                rehearsal("c", "digest", NOW, true, 200),
                rehearsal("failed", "digest", NOW, false, 9000));
        var forecast = Forecast.of(new EarlierRuns(runs), "digest").orElseThrow();
        assertThat(forecast.rehearsals()).isEqualTo(3);
        assertThat(forecast.p50()).isEqualTo(Duration.ofSeconds(200));
        assertThat(forecast.p95()).isEqualTo(Duration.ofSeconds(300));
    }
}
