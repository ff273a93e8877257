package dev.landfall.model.failure;

import org.jspecify.annotations.Nullable;

/**
 * A failure with its {@link Problem}. A Lambda function that throws reports the class name of what it threw as the
 * error name, so there is one subclass for each category and the definitions retry by name.
 */
public abstract sealed class LandfallException extends RuntimeException
        permits RetryableException, OperatorException, BugException, StillWaitingException {

    private final transient Problem problem;

    protected LandfallException(Problem problem, @Nullable Throwable cause) {
        super(problem.text(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
