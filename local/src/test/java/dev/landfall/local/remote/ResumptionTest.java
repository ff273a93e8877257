package dev.landfall.local.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.Machines.Started;
import dev.landfall.model.Json;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumptionTest {

    private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");
    private static final Instant LATER = START.plusSeconds(600);

    @ParameterizedTest
    @ValueSource(strings = {"RUNNING", "PENDING_REDRIVE"})
    void runThatGoesOnIsFollowed(String status) {
        assertThat(Resumption.choose(execution(status, Optional.empty()), Optional.of(open()), run -> false))
                .isInstanceOf(Resumption.Follow.class);
    }

    @Test
    void runThatSucceededHasNothingLeft() {
        assertThat(Resumption.choose(execution("SUCCEEDED", Optional.empty()), Optional.of(open()), run -> false))
                .isInstanceOf(Resumption.Nothing.class);
    }

    @Test
    void runThatWasNotClosedIsRedriven() {
        assertThat(Resumption.choose(execution("TIMED_OUT", Optional.empty()), Optional.of(open()), run -> false))
                .isInstanceOf(Resumption.Redrive.class);
    }

    @Test
    void runThatStepFunctionsCannotContinueBeginsAgain() {
        assertThat(Resumption.choose(
                        execution("FAILED", Optional.of("older than 14 days")), Optional.of(open()), run -> false))
                .isInstanceOfSatisfying(Resumption.StartAgain.class, again -> {
                    assertThat(again.why()).contains("older than 14 days");
                    assertThat(again.machine()).isEqualTo("migrate");
                    assertThat(again.input()).isEqualTo(Json.MAPPER.createObjectNode());
                });
    }

    @Test
    void closedCutoverBeginsAgainAsCutoverOfTheSamePerson() {
        assertThat(Resumption.choose(
                        execution("FAILED", Optional.empty()), Optional.of(cutover(true, false)), run -> false))
                .isInstanceOfSatisfying(
                        Resumption.StartAgain.class,
                        again -> assertThat(again.input().toString())
                                .isEqualTo("{\"mode\":\"cutover\",\"requestedBy\":\"ann@example.com\"}"));
    }

    @Test
    void closedCutoverThatLeftTheSourceFrozenIsNotBegunAgain() {
        assertThat(Resumption.choose(
                        execution("ABORTED", Optional.empty()), Optional.of(cutover(true, false)), run -> true))
                .isInstanceOfSatisfying(Resumption.Refuse.class, refusal -> {
                    assertThat(refusal.problem().code()).isEqualTo("SOURCE_FROZEN");
                    assertThat(refusal.problem().text()).contains("at 0", "./landfall rollback --aws");
                });
    }

    @Test
    void executionThatNeverBecameARunBeginsAgain() {
        assertThat(Resumption.choose(execution("FAILED", Optional.empty()), Optional.empty(), run -> false))
                .isInstanceOf(Resumption.StartAgain.class);
    }

    @Test
    void cutoverPastItsSwitchIsRedrivenWhileItIsOpen() {
        assertThat(Resumption.choose(
                        execution("ABORTED", Optional.empty()), Optional.of(cutover(false, true)), run -> false))
                .isInstanceOf(Resumption.Redrive.class);
    }

    @Test
    void closedCutoverPastItsSwitchIsLeftToAPerson() {
        assertThat(Resumption.choose(
                        execution("FAILED", Optional.empty()), Optional.of(cutover(true, true)), run -> false))
                .isInstanceOfSatisfying(Resumption.Refuse.class, refusal -> {
                    assertThat(refusal.problem().code()).isEqualTo("RUN_PAST_SWITCH");
                    assertThat(refusal.problem().remedy()).contains("rollback --aws");
                });
    }

    private static Started execution(String status, Optional<String> notRedrivable) {
        return new Started(
                "arn:aws:states:eu-west-1:123456789012:execution:landfall-migrate:run-1",
                "migrate",
                "run-1",
                status,
                START,
                Optional.of(LATER),
                Optional.empty(),
                Optional.empty(),
                notRedrivable);
    }

    private static RunRecord open() {
        return RunRecord.opened(
                "run-1", "arn", RunMode.REHEARSAL, "digest", "dump", "none", Optional.empty(), START, Optional.empty());
    }

    private static RunRecord cutover(boolean closed, boolean switched) {
        return new RunRecord(
                "run-1",
                "arn",
                RunMode.CUTOVER,
                "digest",
                "dump",
                "none",
                Optional.of("ann@example.com"),
                START,
                closed ? Optional.of(LATER) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                java.util.List.of(),
                java.util.List.of(),
                switched ? Optional.of(LATER) : Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
