package dev.landfall.gateway;

/** What a mutating call did. A step that runs twice says {@link #UNCHANGED} the second time. */
public enum Change {
    UNCHANGED,
    CREATED,
    UPDATED,
    REMOVED
}
