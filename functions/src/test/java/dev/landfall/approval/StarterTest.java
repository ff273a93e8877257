package dev.landfall.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Executions;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** An input may name anybody as the starter; a gate of one person needs AWS's own word for it. */
class StarterTest {

    private static Starter starter(Optional<String> claimed, Supplier<Optional<String>> recorded) {
        var run = RunRecord.opened(
                "cutover-1",
                "arn:run",
                RunMode.CUTOVER,
                "digest",
                "dump",
                "none",
                claimed,
                Instant.parse("2026-11-20T12:00:00Z"),
                Optional.empty());
        return Starter.of(
                new Executions() {
                    @Override
                    public Optional<String> status(String executionArn) {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<JsonNode> output(String executionArn) {
                        return Optional.empty();
                    }

                    @Override
                    public List<StateRecord> states(String executionArn) {
                        return List.of();
                    }

                    @Override
                    public Change startRollback(String executionArn, String name, String inputJson) {
                        throw new IllegalStateException("nothing is started here");
                    }

                    @Override
                    public Optional<String> starter(String executionArn, Instant started) {
                        return recorded.get();
                    }
                },
                run);
    }

    @Test
    void starterWhomAwsRecordedMakesAGateOfOneOther() {
        var starter = starter(Optional.of("ann@example.com"), () -> Optional.of("Ann@example.com"));

        assertThat(starter.people(1)).isEqualTo(1);
        assertThat(starter.address()).contains("ann@example.com");
    }

    @Test
    void whoNamesSomebodyElseAsksForTwoPeople() {
        assertThat(starter(Optional.of("bob@example.com"), () -> Optional.of("mallory@example.com"))
                        .people(1))
                .isEqualTo(2);
    }

    @Test
    void whoIsNotRecordedYetAsksForTwoPeople() {
        assertThat(starter(Optional.of("bob@example.com"), Optional::empty).people(1))
                .isEqualTo(2);
        assertThat(starter(Optional.empty(), Optional::empty).people(1)).isEqualTo(2);
        assertThat(starter(Optional.of("bob@example.com"), Optional::empty).people(3))
                .isEqualTo(3);
    }

    @Test
    void recordThatIsRefusedAsksForTwoPeopleAndEndsNothing() {
        assertThat(starter(Optional.of("bob@example.com"), () -> {
                            throw Problem.operator("AWS_DENIED", "No.", "Allow it.")
                                    .asException();
                        })
                        .people(1))
                .isEqualTo(2);
    }

    /** It cannot be held against an approver's address. */
    @Test
    void recordedNameThatIsNoAddressAsksForTwoPeople() {
        assertThat(starter(Optional.empty(), () -> Optional.of("deployer")).people(1))
                .isEqualTo(2);
    }

    @Test
    void starterOfARollbackWhoIsRecordedCannotBeItsOnlyApprover() {
        var starter = starter(Optional.empty(), () -> Optional.of("ann@example.com"));

        assertThat(starter.address()).contains("ann@example.com");
        assertThat(starter.people(1)).isEqualTo(1);
    }
}
