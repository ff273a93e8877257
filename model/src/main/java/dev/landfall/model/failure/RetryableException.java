package dev.landfall.model.failure;

import org.jspecify.annotations.Nullable;

/** A failure that may pass when it is tried again. */
public final class RetryableException extends LandfallException {

    public RetryableException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
