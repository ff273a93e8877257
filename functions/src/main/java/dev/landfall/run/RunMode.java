package dev.landfall.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What an execution is for; in JSON its word in lower case. */
public enum RunMode {
    @JsonProperty("rehearsal")
    REHEARSAL,
    @JsonProperty("cutover")
    CUTOVER,
    @JsonProperty("rollback")
    ROLLBACK,
    /** Looks at the source alone. */
    @JsonProperty("capture")
    CAPTURE,
    /** Makes the checks and nothing else. */
    @JsonProperty("preflight")
    PREFLIGHT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
