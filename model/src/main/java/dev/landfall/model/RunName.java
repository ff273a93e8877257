package dev.landfall.model;

import dev.landfall.model.failure.Problem;
import java.util.regex.Pattern;

/**
 * What a run may be called. It stands in keys, paths, labels, mails and pages, so it is of letters, digits, hyphen and
 * underscore, which is also what AWS advises for an execution's name; no dot, for mail programs make links of names.
 */
public final class RunName {

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,79}");
    private static final int SHOWN = 40;

    private RunName() {}

    public static boolean isValid(String name) {
        return VALID.matcher(name).matches();
    }

    /** The name itself; {@code RUN_NAME_INVALID} where it cannot be a run's. */
    public static String check(String name) {
        if (!isValid(name)) {
            throw Problem.operator(
                            "RUN_NAME_INVALID",
                            "\"" + shown(name) + "\" cannot be the name of a run.",
                            "Take letters, digits, hyphens and underscores, 80 at most, and begin with a letter or a digit.")
                    .asException();
        }
        return name;
    }

    private static String shown(String name) {
        var start = name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
        return start.replaceAll("[^\\x20-\\x7e…]", "?");
    }
}
