package dev.landfall.mover.restore;

/**
 * What a restore may replace, and whom.
 *
 * @param replacing which content of the target database
 * @param takeOver whether another run that works on the target is ended
 */
public record Permission(Replacing replacing, boolean takeOver) {

    /** Nothing but what an earlier restore did not finish. */
    public static final Permission NONE = new Permission(Replacing.UNFINISHED, false);

    /** Each may replace what the ones before it may, too. */
    public enum Replacing {
        /** Copies that were not finished, and databases without tables. */
        UNFINISHED,
        /** Tables of others, and finished copies in which nothing was written since. */
        UNCHANGED,
        /** Finished copies that were written to since, or that are newer. */
        CHANGED
    }

    public Permission(Replacing replacing) {
        this(replacing, false);
    }

    boolean covers(Replacing wanted) {
        return replacing.compareTo(wanted) >= 0;
    }
}
