package dev.landfall.model.failure;

import org.jspecify.annotations.Nullable;

/**
 * Not a failure yet: what a step waits for is not there. The definitions retry on this class name at a fixed interval,
 * so that a wait is one state whose history says at every attempt what it waits for. Where attempts end, it is the
 * failure, and its text is the reason.
 */
public final class StillWaitingException extends LandfallException {

    public StillWaitingException(String code, String seen, String remedy) {
        this(Problem.waiting(code, seen, remedy), null);
    }

    public StillWaitingException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
