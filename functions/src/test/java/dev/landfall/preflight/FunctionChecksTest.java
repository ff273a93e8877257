package dev.landfall.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.rights.HandlerTable;
import dev.landfall.preflight.FunctionChecks.Answer;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.preflight.PreflightReport.Result;
import dev.landfall.rights.FunctionReport.Denied;
import dev.landfall.rights.FunctionReport.Failed;
import dev.landfall.rights.FunctionReport.NotChecked;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FunctionChecksTest {

    private static final Answer WELL = answer(List.of(), List.of(), List.of());

    @Test
    void everyFunctionHasALineWhoeverAnswered() {
        var checks = FunctionChecks.of(List.of(WELL));

        assertThat(checks)
                .extracting(Check::name)
                .containsExactlyElementsOf(HandlerTable.handlers().stream()
                        .map(handler -> "function-" + handler.name())
                        .toList());
        assertThat(checks)
                .filteredOn(check -> check.result() == Result.OK)
                .extracting(Check::name)
                .containsExactly("function-Freeze");
        assertThat(checks)
                .filteredOn(check -> check.result() != Result.OK)
                .allMatch(check ->
                        check.result() == Result.WARNING && check.seen().startsWith("Not checked: "));
    }

    @Test
    void rightThatIsMissingBlocksAndIsNamedWithItsResource() {
        var check = only(answer(
                List.of(new Denied(
                        "SourceCluster.scale",
                        "ecs:UpdateService",
                        "arn:aws:ecs:eu-west-1:123456789012:service/retool/retool-main",
                        "Deploy again.")),
                List.of(),
                List.of()));

        assertThat(check.result()).isEqualTo(Result.BLOCKER);
        assertThat(check.seen())
                .isEqualTo(
                        "It lacks ecs:UpdateService on arn:aws:ecs:eu-west-1:123456789012:service/retool/retool-main,"
                                + " for SourceCluster.scale.");
        assertThat(check.remedy()).contains("Deploy again.");
    }

    @Test
    void readThatFailedBlocksAndWhatWasNotCheckedWarns() {
        assertThat(only(answer(
                        List.of(), List.of(new Failed("Databases.identity", "No way there.", "Open it.")), List.of())))
                .isEqualTo(Check.blocker("function-Freeze", "Databases.identity: No way there.", "Open it."));
        assertThat(only(answer(
                        List.of(), List.of(), List.of(new NotChecked("the rights of its role", "IAM is silent.")))))
                .satisfies(check -> {
                    assertThat(check.result()).isEqualTo(Result.WARNING);
                    assertThat(check.seen()).isEqualTo("Not checked: the rights of its role: IAM is silent.");
                });
    }

    @Test
    void functionThatDoesNotAnswerBlocks() {
        var check = only(new Answer(
                "Freeze",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("Lambda.ResourceNotReadyException"),
                Optional.of("")));

        assertThat(check.result()).isEqualTo(Result.BLOCKER);
        assertThat(check.seen()).startsWith("It did not answer: ").contains("Lambda.ResourceNotReadyException");
    }

    private static Check only(Answer answer) {
        return FunctionChecks.of(List.of(answer)).stream()
                .filter(check -> check.name().equals("function-Freeze"))
                .findFirst()
                .orElseThrow();
    }

    private static Answer answer(List<Denied> denied, List<Failed> failed, List<NotChecked> notChecked) {
        return new Answer(
                "Freeze",
                Optional.of(List.of("RunStore.read")),
                Optional.of(denied),
                Optional.of(failed),
                Optional.of(notChecked),
                Optional.empty(),
                Optional.empty());
    }
}
