package dev.landfall.model.failure;

import org.jspecify.annotations.Nullable;

/** A failure that needs a person to change something. */
public final class OperatorException extends LandfallException {

    public OperatorException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
