package dev.landfall.local.matrix;

/** Who is live when all is over; the later, the worse. */
enum End {
    UNTOUCHED("untouched"),
    SOURCE("source"),
    TARGET("target"),
    /** The domain leads to the source, which works; the target could not be stopped, and the run says so. */
    SOURCE_BESIDE_TARGET("source, target awake"),
    /** The source works and the target is stopped; the record could not be put back, and the run says so. */
    SOURCE_WITHOUT_DOMAIN("source, record left"),
    /** Killed between the stop of the target and the return of the source; the watch mails the one command. */
    NEITHER("neither, mailed"),
    OTHER("OTHER");

    private final String words;

    End(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
