package dev.landfall.local.engine.execution;

import dev.landfall.local.engine.definition.State;
import java.util.Optional;
import java.util.Set;

/** Follows the first rule whose condition is true. */
final class ChoiceWork {

    private ChoiceWork() {}

    static void run(Visit visit, State.Choice choice) throws StateFailed {
        for (var index = 0; index < choice.rules().size(); index++) {
            var rule = choice.rules().get(index);
            var field = "Choices[" + index + "]/";
            var evaluation = visit.evaluation();
            var holds = evaluation.resolve(rule.condition(), field + "Condition");
            if (!holds.isBoolean()) {
                throw evaluation.failure(
                        field + "Condition",
                        "The field '%sCondition' must be a boolean, but is %s.".formatted(field, holds));
            }
            if (holds.booleanValue()) {
                visit.pass(rule.results(), Optional.of(rule.next()), field);
                return;
            }
        }
        if (choice.defaultNext().isEmpty()) {
            throw new StateFailed(new StateError(
                    Optional.of("States.NoChoiceMatched"),
                    Optional.of("An error occurred while executing the state '%s' (entered at the event id #%d). "
                                    .formatted(choice.name(), visit.enteredEventId())
                            + "No choice rule matched, and there is no Default."),
                    Set.of()));
        }
        visit.pass(choice.results(), choice.defaultNext(), "");
    }
}
