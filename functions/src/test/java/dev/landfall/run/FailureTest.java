package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.failure.Category;
import org.junit.jupiter.api.Test;

class FailureTest {

    private static final String TEXT = "TABLE_DIFFERS [OPERATOR]: users differs. Remedy: Move again.";

    @Test
    void moversProblemIsReadAsItIs() {
        var problem = new Failure("MoveDatabases", "TABLE_DIFFERS", TEXT).problem();
        assertThat(problem.text()).isEqualTo(TEXT);
    }

    @Test
    void functionsProblemIsReadOutOfItsException() {
        var cause = "{\"errorMessage\":\"" + TEXT + "\",\"errorType\":\"x.OperatorException\",\"stackTrace\":[]}";
        assertThat(new Failure("Validate", "x.OperatorException", cause)
                        .problem()
                        .text())
                .isEqualTo(TEXT);
    }

    @Test
    void laterFailureIsAddedToTheFirst() {
        var cause = "{\"errorMessage\":\"" + TEXT + "\"} Then ReturnToSource failed: {\"errorMessage\":\"Gone.\"}";
        var problem = new Failure("Validate", "x.OperatorException", cause).problem();
        assertThat(problem.code()).isEqualTo("TABLE_DIFFERS");
        assertThat(problem.seen()).isEqualTo("users differs. Then ReturnToSource failed: Gone.");
        assertThat(problem.remedy()).isEqualTo("Move again.");
    }

    @Test
    void everyLaterFailureIsAdded() {
        var cause = "{\"errorMessage\":\"" + TEXT + "\",\"stackTrace\":[\" Then X failed: no.\"]}"
                + " Then StopTarget failed: {\"errorMessage\":\"CLUSTER_SILENT [RETRY]: It is down. Remedy: Wait.\"}"
                + " Then KeepTarget failed: The source stays at 0."
                + " Then WriteReport failed: {\"errorMessage\":\"No bucket.\",\"stackTrace\":[]}";
        var problem = new Failure("VerifyDns", "x.OperatorException", cause).problem();
        assertThat(problem.code()).isEqualTo("TABLE_DIFFERS");
        assertThat(problem.seen())
                .isEqualTo("users differs. Then StopTarget failed: CLUSTER_SILENT [RETRY]: It is down. Remedy: Wait."
                        + " Then KeepTarget failed: The source stays at 0. Then WriteReport failed: No bucket.");
    }

    @Test
    void laterFailureIsAddedToATimeoutThatSaysNothing() {
        var problem = new Failure(
                        "VerifyDns", "States.Timeout", " Then WriteReport failed: {\"errorMessage\":\"Gone.\"}")
                .problem();
        assertThat(problem.code()).isEqualTo("STATE_TIMED_OUT");
        assertThat(problem.seen()).endsWith("no reason was given. Then WriteReport failed: Gone.");
    }

    @Test
    void chainThatWasReadBeforeIsReadTheSameAgain() {
        var first = new Failure("Validate", "x", TEXT + " Then ReturnToSource failed: Gone.").problem();
        assertThat(new Failure("Validate", "x", first.text()).problem()).isEqualTo(first);
    }

    @Test
    void ownErrorsOfStepFunctionsGetARemedy() {
        assertThat(new Failure("Freeze", "States.Timeout", "").problem().code()).isEqualTo("STATE_TIMED_OUT");
        assertThat(new Failure("DumpDatabase", "States.HeartbeatTimeout", "")
                        .problem()
                        .code())
                .isEqualTo("HEARTBEAT_LOST");
        assertThat(new Failure("Freeze", "Lambda.Unknown", "OOM").problem().code())
                .isEqualTo("FUNCTION_FAILED");
        assertThat(new Failure("DumpDatabase", "ECS.AccessDeniedException", "no role")
                        .problem()
                        .code())
                .isEqualTo("TASK_NOT_STARTED");
        assertThat(new Failure("Freeze", "Weird", "words.").problem().seen()).endsWith("Weird: words.");
    }

    @Test
    void wordsThatBeginWithABraceAreShownAsTheyAre() {
        var problem = new Failure("Freeze", "Weird", "{not json").problem();
        assertThat(problem.category()).isEqualTo(Category.BUG);
        assertThat(problem.seen()).contains("{not json");
    }
}
