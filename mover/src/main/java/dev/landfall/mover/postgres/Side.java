package dev.landfall.mover.postgres;

/** Which server is meant; begins the codes of its problems. */
public enum Side {
    SOURCE("source"),
    TARGET("target");

    private final String word;

    Side(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
