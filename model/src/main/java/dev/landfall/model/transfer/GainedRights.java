package dev.landfall.model.transfer;

/**
 * What happens to code that would run with more rights on the target than its owner has on the source: functions that are
 * SECURITY DEFINER, functions of materialized views and of indexes.
 */
public enum GainedRights {
    /** Nothing is moved. */
    REFUSE,
    /** Somebody decided that it may. */
    ACCEPT
}
