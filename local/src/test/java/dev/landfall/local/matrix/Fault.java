package dev.landfall.local.matrix;

/** What a task state can meet. It lasts: every attempt of the state meets it. */
enum Fault {
    OPERATOR("needs a person", "dev.landfall.model.failure.OperatorException"),
    RETRY("passes, but not in time", "dev.landfall.model.failure.RetryableException"),
    WAITING("waits too long", "dev.landfall.model.failure.StillWaitingException"),
    BUG("a defect", "dev.landfall.model.failure.BugException"),
    TIMEOUT("timeout", "States.Timeout"),
    HEARTBEAT("lost heartbeat", "States.HeartbeatTimeout"),
    PERMISSIONS("may not be called", "States.Permissions"),
    DENIED("denied by AWS", "dev.landfall.model.failure.OperatorException"),
    OUT_OF_MEMORY("out of memory", "Runtime.ExitError"),
    THROTTLED("throttled", "Lambda.TooManyRequestsException"),
    KILLED("killed worker", "Sandbox.Timedout"),
    RUNTIME("`States.Runtime`", "States.Runtime"),
    DATA_LIMIT("`DataLimitExceeded`", "States.DataLimitExceeded"),
    ABORTED("aborted", "");

    private final String words;
    private final String error;

    Fault(String words, String error) {
        this.words = words;
        this.error = error;
    }

    String words() {
        return words;
    }

    /** As Step Functions names it for the call of that resource. */
    String error(boolean task) {
        return switch (this) {
            case THROTTLED -> task ? "ECS.ThrottlingException" : error;
            case KILLED -> task ? "MOVER_KILLED" : error;
            default -> error;
        };
    }

    String cause() {
        return this == DENIED ? "AWS_ACCESS_DENIED: On purpose." : "FAULT: On purpose.";
    }

    /** Whether a Catch of States.ALL takes it. */
    boolean isCaught() {
        return this != RUNTIME && this != DATA_LIMIT && this != ABORTED;
    }
}
