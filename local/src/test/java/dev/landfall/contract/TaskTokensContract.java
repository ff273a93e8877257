package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.TaskTokens;
import dev.landfall.model.failure.BugException;
import dev.landfall.model.failure.OperatorException;
import org.junit.jupiter.api.Test;

/** What everything that answers waiting states does. */
public abstract class TaskTokensContract {

    protected abstract TaskTokens tokens();

    /** The token of a state that begins to wait. */
    protected abstract String waiting();

    /** How the execution of the last {@link #waiting()} ended: {@code SUCCEEDED output} or {@code FAILED error: cause}. */
    protected abstract String ended();

    @Test
    void answerEndsTheWait() {
        tokens().succeed(waiting(), "{\"decision\":\"approved\"}");
        assertThat(ended()).isEqualTo("SUCCEEDED {\"decision\":\"approved\"}");
    }

    @Test
    void failureNamesErrorAndCause() {
        tokens().fail(waiting(), "APPROVAL_REJECTED", "Bob said no.");
        assertThat(ended()).isEqualTo("FAILED APPROVAL_REJECTED: Bob said no.");
    }

    @Test
    void secondAnswerComesTooLate() {
        var token = waiting();
        tokens().succeed(token, "{}");
        ended();
        assertThatThrownBy(() -> tokens().fail(token, "E", "C"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("GATE_CLOSED")
                .hasMessageNotContaining(token);
    }

    @Test
    void unknownTokenIsOfAClosedGate() {
        assertThatThrownBy(() -> tokens().succeed("nobody-waits-for-this", "{}"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("GATE_CLOSED")
                .hasMessageNotContaining("nobody-waits-for-this");
    }

    @Test
    void answerThatIsNoJsonIsABug() {
        var token = waiting();
        assertThatThrownBy(() -> tokens().succeed(token, "{"))
                .isInstanceOf(BugException.class)
                .hasMessageContaining("OUTPUT_INVALID");
    }
}
