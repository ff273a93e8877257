package dev.landfall.approval;

import dev.landfall.run.Configuration;
import dev.landfall.run.SettingsSteps;
import java.util.List;
import java.util.Optional;

/**
 * What people have to do themselves, beside what Landfall does once a gate is passed. It stands among the evidence, so that
 * mail and seal have it too; on the page it is folded away below the decision, for approvers need none of it to decide.
 *
 * @param when such as {@code when the run waits in AwaitLiveSettings}
 */
record OperatorSteps(String when, List<String> steps) {

    private static final String FOR = "For an operator, ";
    private static final String WAITING = "when the run waits in AwaitLiveSettings";
    private static final String NEXT = "before the next rehearsal or cutover";
    private static final String THEN = ": ";

    OperatorSteps {
        steps = List.copyOf(steps);
    }

    /** As lines of the evidence. */
    static List<String> lines(GateKind kind, Configuration configuration) {
        return switch (kind) {
            case FREEZE -> List.of();
            case GO_LIVE -> lines(WAITING, SettingsSteps.live(configuration));
            case ROLLBACK -> lines(NEXT, SettingsSteps.before(configuration));
        };
    }

    private static List<String> lines(String when, List<SettingsSteps.Step> steps) {
        return SettingsSteps.lines(steps).stream()
                .map(line -> FOR + when + THEN + line)
                .toList();
    }

    /** Those among lines of evidence. */
    static Optional<OperatorSteps> in(List<String> evidence) {
        return List.of(WAITING, NEXT).stream()
                .map(when -> new OperatorSteps(
                        when,
                        evidence.stream()
                                .filter(line -> line.startsWith(FOR + when + THEN))
                                .map(line -> line.substring((FOR + when + THEN).length()))
                                .toList()))
                .filter(found -> !found.steps().isEmpty())
                .findFirst();
    }

    /** The other lines. */
    static List<String> without(List<String> evidence) {
        return evidence.stream()
                .filter(line -> !line.startsWith(FOR + WAITING + THEN) && !line.startsWith(FOR + NEXT + THEN))
                .toList();
    }
}
