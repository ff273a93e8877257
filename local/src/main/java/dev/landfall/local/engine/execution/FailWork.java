package dev.landfall.local.engine.execution;

import dev.landfall.local.engine.definition.State;
import dev.landfall.local.engine.definition.Template;
import java.util.Optional;
import java.util.Set;

/** Ends the flow with an error of the definition's own. */
final class FailWork {

    private FailWork() {}

    static StateError error(Visit visit, State.Fail fail) throws StateFailed {
        return new StateError(text(visit, fail.error(), "Error"), text(visit, fail.cause(), "Cause"), Set.of());
    }

    private static Optional<String> text(Visit visit, Optional<Template> template, String field) throws StateFailed {
        return template.isPresent() ? Optional.of(visit.evaluation().text(template.get(), field)) : Optional.empty();
    }
}
