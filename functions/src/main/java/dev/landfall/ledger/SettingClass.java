package dev.landfall.ledger;

/** What becomes of a setting on the way to the target. */
public enum SettingClass {
    /** Carried byte for byte; must agree everywhere. */
    CRITICAL,
    /** Back only after the cutover. */
    HOLD,
    /** The target has its own. */
    REPLACED,
    /** Carried in another form. */
    TRANSFORM,
    /** Needs a decision where it is in use. */
    DECIDE,
    /** Of no use on the target. */
    DROP,
    /** Carried once the target is live: until then its value would let the target work on the source. */
    LATER,
    /** Carried as it is. */
    CARRY,
    /** Nobody knows it: blocks until {@code settings} of landfall.json decides. */
    UNKNOWN
}
