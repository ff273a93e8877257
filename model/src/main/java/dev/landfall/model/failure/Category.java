package dev.landfall.model.failure;

/** Who can make the failed thing pass. */
public enum Category {
    /** It may pass when tried again: a lost connection, a service that is briefly away. */
    RETRY,
    /** It passes by itself, but may take minutes: a database that is being backed up, a service that is throttled. */
    WAIT,
    /** A person has to change something first; the remedy says what. */
    OPERATOR,
    /** Landfall itself is wrong. */
    BUG
}
