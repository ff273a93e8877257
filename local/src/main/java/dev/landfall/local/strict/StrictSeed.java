package dev.landfall.local.strict;

import dev.landfall.model.failure.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * Decides what fails where. The same seed and subject give the same answer, whichever thread asks first, so that a run
 * can be repeated.
 */
public record StrictSeed(long value) {

    /** The environment's word where the command line has none; for tests too, which have no command line. */
    public static final String VARIABLE = "LANDFALL_STRICT_AWS";

    private static final StrictSeed OF_CI = new StrictSeed(1);
    private static final String OFF = "off";

    /**
     * Whether the local world is to be as unkind as AWS, and with which seed: what the command line says, else
     * {@code LANDFALL_STRICT_AWS}, else seed 1 where {@code CI} is {@code true}.
     *
     * @param option a number, {@code off}, or empty text for a seed of its own
     * @param drawn gives that one
     */
    public static Optional<StrictSeed> chosen(
            Optional<String> option, Map<String, String> environment, LongSupplier drawn) {
        var word =
                option.or(() -> Optional.ofNullable(environment.get(VARIABLE)).filter(text -> !text.isBlank()));
        if (word.isEmpty()) {
            return "true".equals(environment.get("CI")) ? Optional.of(OF_CI) : Optional.empty();
        }
        var text = word.get().strip();
        if (text.equals(OFF)) {
            return Optional.empty();
        }
        return Optional.of(new StrictSeed(text.isEmpty() ? drawn.getAsLong() : number(text)));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Problem.operator(
                            "USAGE",
                            "--strict-aws and " + VARIABLE + " take a whole number or 'off', not '" + text + "'.",
                            "Give the seed that a run printed, or leave it out for a new one.")
                    .asException(e);
        }
    }

    /** From 0 to one less than the bound. */
    int below(int bound, String subject) {
        return new SplittableRandom(value * 31 + subject.hashCode()).nextInt(bound);
    }
}
