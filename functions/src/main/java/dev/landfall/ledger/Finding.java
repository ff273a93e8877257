package dev.landfall.ledger;

/**
 * Something about the source's configuration that a person should know.
 *
 * @param name such as {@code self-hosted-temporal}
 * @param seen one sentence
 * @param remedy one sentence
 */
public record Finding(String name, Weight weight, String seen, String remedy) {

    /** Whether the move can go on. */
    public enum Weight {
        NOTE,
        WARNING,
        BLOCKER
    }

    static Finding note(String name, String seen, String remedy) {
        return new Finding(name, Weight.NOTE, seen, remedy);
    }

    static Finding warning(String name, String seen, String remedy) {
        return new Finding(name, Weight.WARNING, seen, remedy);
    }

    static Finding blocker(String name, String seen, String remedy) {
        return new Finding(name, Weight.BLOCKER, seen, remedy);
    }

    public boolean blocks() {
        return weight == Weight.BLOCKER;
    }
}
