package dev.landfall.model.failure;

import org.jspecify.annotations.Nullable;

/** A failure that is Landfall's own mistake. */
public final class BugException extends LandfallException {

    public BugException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
