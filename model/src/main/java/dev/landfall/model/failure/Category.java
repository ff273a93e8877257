package dev.landfall.model.failure;

/** Who can make the failed thing pass. */
public enum Category {
    /** It may pass when tried again: throttling, a lost connection, a service that is briefly away. */
    RETRY,
    /** A person has to change something first; the remedy says what. */
    OPERATOR,
    /** Landfall itself is wrong. */
    BUG
}
