package dev.landfall.local.matrix;

/** Who is live when all is over; the later, the worse. */
public enum End {
    UNTOUCHED("untouched"),
    SOURCE("source"),
    TARGET("target"),
    /** The domain leads to the source, which works; the target could not be stopped, and the run says so. */
    SOURCE_BESIDE_TARGET("source, target awake"),
    /** The source works and the target is stopped; the record could not be put back, and the run says so. */
    SOURCE_WITHOUT_DOMAIN("source, record left"),
    /** The source at 0 and nobody on the target, which stopped, though nobody could say so; the watch mails the one command. */
    NEITHER("neither, mailed"),
    OTHER("OTHER");

    private final String words;

    End(String words) {
        this.words = words;
    }

    /** Where the one command that people are told is {@code rollback}. */
    boolean isTakenBack() {
        return this == TARGET || this == SOURCE_WITHOUT_DOMAIN || this == NEITHER;
    }

    public String words() {
        return words;
    }
}
