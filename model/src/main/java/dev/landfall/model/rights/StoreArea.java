package dev.landfall.model.rights;

/** Parts of the run store that the bucket's policy keeps apart: each has its own writers, and nobody else writes there. */
public enum StoreArea {
    /** The deployed configuration. */
    CONFIGURATION,
    /** Which run is under way. */
    LOCK,
    /** What the source was before its freeze, by which it is given back. */
    FREEZE,
    /** What stood on the source's databases before they were fenced; of no run alone. */
    FENCE,
    /** What was decided for the settings, and which drift was told. */
    LEDGER,
    /** Gates, votes and decisions. */
    APPROVALS,
    /** What a run saw and did, for its report and for later runs. */
    EVIDENCE,
    /** The copy of a database, written by the dump alone. */
    DATA,
    /** What was found about a restored database. */
    PROOF
}
