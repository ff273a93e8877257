package dev.landfall.local.engine;

/** An answer with a task token that was not taken. */
public final class TokenRejected extends RuntimeException {

    /** AWS's names. */
    public enum Reason {
        /** The text is no token at all. */
        InvalidToken,
        /** A token that this engine never gave out. */
        TaskDoesNotExist,
        /** The task was answered, timed out or was given up already. */
        TaskTimedOut,
        /** The output is not JSON or too long. */
        InvalidOutput
    }

    private final Reason reason;

    public TokenRejected(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
