package dev.landfall.preflight;

import dev.landfall.preflight.PreflightReport.Check;
import java.util.function.Function;

/**
 * One check: independent of the others, and without side effects.
 *
 * @param looksAt what it looks at and when it complains, for {@code docs/checks.md}
 * @param blocks whether it can block a move
 * @param remedy what to do in general; its result may say more
 * @param neededWhenShared whether it says anything where both sides share one database
 */
record NamedCheck(
        String name,
        boolean blocks,
        String looksAt,
        String remedy,
        boolean neededWhenShared,
        Function<Scene, Check> look) {

    NamedCheck(String name, boolean blocks, String looksAt, String remedy, Function<Scene, Check> look) {
        this(name, blocks, looksAt, remedy, true, look);
    }

    /** It compares two databases, so with one for both sides there is nothing to look at. */
    NamedCheck ofTwoDatabases() {
        return new NamedCheck(name, blocks, looksAt, remedy, false, look);
    }
}
