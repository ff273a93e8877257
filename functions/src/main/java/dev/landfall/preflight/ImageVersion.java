package dev.landfall.preflight;

import dev.landfall.preflight.PreflightReport.Check;
import java.util.Optional;
import java.util.regex.Pattern;

/** The version in an image's tag: {@code tryretool/backend:3.114.2-stable} is 3.114.2. */
record ImageVersion(int major, int minor, int patch) {

    static final String NAME = "retool-version";
    private static final Pattern TAG = Pattern.compile(".*:v?(\\d+)\\.(\\d+)(?:\\.(\\d+))?(?:[-.+].*)?");

    static Optional<ImageVersion> of(String image) {
        var matcher = TAG.matcher(image.contains("@") ? image.substring(0, image.indexOf('@')) : image);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ImageVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3))));
    }

    /** A version by itself, {@code 4.31.0}. */
    static ImageVersion ofText(String version) {
        return of(":" + version)
                .orElseThrow(() -> new IllegalArgumentException(version + " is no version of an image"));
    }

    /** The target must not be older; long hops are stepped. */
    static Check check(String sourceImage, String targetImage) {
        var source = of(sourceImage);
        var target = of(targetImage);
        if (source.isEmpty() || target.isEmpty()) {
            return Check.warning(
                    NAME,
                    "The versions cannot be compared: " + sourceImage + " on the source, " + targetImage
                            + " on the target.",
                    "Make sure that the target's version is the source's or newer.");
        }
        var seen = source.get() + " on the source, " + target.get() + " on the target.";
        if (target.get().order() < source.get().order()) {
            return Check.blocker(NAME, seen, "Upgrade the target: Retool's migrations only go forward.");
        }
        var known = KnownVersions.shipped();
        var missed = known.steps().stream()
                .filter(step -> step.isMissed(source.get(), target.get()))
                .findFirst();
        if (missed.isPresent()) {
            return Check.blocker(
                    NAME,
                    seen,
                    "Step through a version before " + missed.get().notTo() + ": "
                            + missed.get().what() + " (" + missed.get().source() + ").");
        }
        int hop = known.hop().versions();
        if (source.get().major != target.get().major) {
            return Check.warning(
                    NAME,
                    seen,
                    "Step through the last version of " + source.get().major + " and versions at most " + hop
                            + " apart; which versions lie between cannot be told from a tag.");
        }
        if (target.get().minor - source.get().minor > hop) {
            return Check.warning(NAME, seen, "Step through versions at most " + hop + " apart.");
        }
        return Check.ok(NAME, seen);
    }

    /**
     * With one database for both sides another version is never right: a newer one migrates the schema under the source,
     * and then there is no way back.
     */
    static Check same(String sourceImage, String targetImage) {
        var source = of(sourceImage);
        var target = of(targetImage);
        if (source.isEmpty() || target.isEmpty()) {
            return Check.blocker(
                    NAME,
                    "The versions cannot be compared: " + sourceImage + " on the source, " + targetImage
                            + " on the target.",
                    "Pin both to one tag that names a version: they work in one database.");
        }
        var seen = source.get() + " on the source, " + target.get() + " on the target.";
        return source.equals(target)
                ? Check.ok(NAME, seen)
                : Check.blocker(
                        NAME,
                        seen,
                        "Give the target the source's version: they work in one database, and its migrations only go forward. Upgrade before the move or after it.");
    }

    boolean isBefore(ImageVersion other) {
        return order() < other.order();
    }

    private long order() {
        return (major * 100_000L + minor) * 100_000L + patch;
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
