package dev.landfall.local.engine.integration;

import java.util.Optional;

/** A call that failed, with the error name that Retry and Catch compare. */
public final class TaskFailure extends Exception {

    private final String error;
    private final String text;

    public TaskFailure(String error, String cause) {
        super(error + ": " + cause);
        this.error = error;
        text = cause;
    }

    public String error() {
        return error;
    }

    /** AWS's Cause; may be empty. */
    public Optional<String> causeText() {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
