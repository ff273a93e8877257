package dev.landfall.local.engine.teststate;

/** How much the answer tells; AWS's names. */
public enum Inspection {
    INFO,
    /** With {@code inspectionData}. */
    DEBUG,
    /** The same here: what AWS adds is the request of an HTTP Task, which the engine does not know. */
    TRACE
}
