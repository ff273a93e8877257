package dev.landfall.local.command;

import dev.landfall.local.strict.StrictSeed;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the commands that start a run. */
final class RunMixin {

    private static final BigDecimal SMALLEST = new BigDecimal("0.001");
    /** A number that a person can copy. */
    private static final long LARGEST_SEED = 1_000_000;

    private static final BigDecimal LARGEST = new BigDecimal("1000");

    @Spec(Spec.Target.MIXEE)
    private @org.jspecify.annotations.Nullable CommandSpec mixee;

    private Optional<BigDecimal> scale = Optional.empty();

    @Option(names = "--out", paramLabel = "DIR", description = "Copies report.html, report.json and the bundle there.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--strict-aws",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "SEED",
            description = "Makes the local world as unkind as AWS; the seed decides what fails when, and is printed. "
                    + "'off' for a kind one (default: off, and 1 where CI is true).")
    private Optional<String> strict = Optional.empty();

    @Option(
            names = "--scale",
            paramLabel = "F",
            description = "Size of the sample database: 1 is about 150 MB (default: the world's present one, or 1).")
    void scale(String text) {
        var factor = number(text);
        if (factor.isEmpty()
                || factor.get().compareTo(SMALLEST) < 0
                || factor.get().compareTo(LARGEST) > 0) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(mixee).commandLine(),
                    "--scale takes a number from " + SMALLEST + " to " + LARGEST + ", not '" + text + "'");
        }
        scale = factor;
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    Optional<BigDecimal> scale() {
        return scale;
    }

    Optional<Path> out() {
        return out;
    }

    boolean isScaleAsked() {
        return scale.isPresent();
    }

    /** Empty for a kind world. */
    Optional<StrictSeed> strict() {
        return StrictSeed.chosen(
                strict, System.getenv(), () -> ThreadLocalRandom.current().nextLong(LARGEST_SEED));
    }

    boolean isStrictAsked() {
        return strict.isPresent();
    }
}
