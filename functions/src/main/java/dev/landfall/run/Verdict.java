package dev.landfall.run;

/** How a run ended. */
public enum Verdict {
    PASSED,
    FAILED
}
