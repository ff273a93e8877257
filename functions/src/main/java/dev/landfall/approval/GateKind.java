package dev.landfall.approval;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.landfall.run.Configuration;

/** What a gate asks for; {@link GateWords} says what that means. */
public enum GateKind {
    @JsonProperty("freeze")
    FREEZE("freeze", "Freeze the source", "FREEZE_REJECTED"),
    @JsonProperty("go-live")
    GO_LIVE("go-live", "Go live on the target", "GO_LIVE_REJECTED"),
    @JsonProperty("rollback")
    ROLLBACK("rollback", "Roll back to the source", "ROLLBACK_REJECTED");

    /** The error that a gate ends its state with where plan or evidence changed while it was open. */
    static final String STALE_CODE = "GATE_STALE";

    private final String word;
    private final String title;
    private final String rejectedCode;

    GateKind(String word, String title, String rejectedCode) {
        this.word = word;
        this.title = title;
        this.rejectedCode = rejectedCode;
    }

    /** For keys and file names. */
    public String word() {
        return word;
    }

    public String title() {
        return title;
    }

    /** The error that a rejected gate ends its state with. */
    public String rejectedCode() {
        return rejectedCode;
    }

    /** How many different people have to approve. */
    int people(Configuration configuration) {
        return this == GO_LIVE ? configuration.peopleForGoLive() : 1;
    }
}
