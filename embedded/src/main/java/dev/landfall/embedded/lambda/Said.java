package dev.landfall.embedded.lambda;

/** What a runtime said of one event, or of its own start. */
public record Said(Kind kind, String body) {

    /** To which of the Runtime API's addresses it was said. */
    public enum Kind {
        ANSWER,
        ERROR,
        START_FAILED
    }
}
