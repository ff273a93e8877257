package dev.landfall.preflight;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** The chart's version, as its label has it: {@code retool-6.11.21}. */
record ChartVersion(int major, int minor, int patch) {

    private static final Pattern FORM = Pattern.compile("(?:retool-)?([0-9]+)\\.([0-9]+)\\.([0-9]+).*");

    private static final Comparator<ChartVersion> ORDER = Comparator.comparingInt(ChartVersion::major)
            .thenComparingInt(ChartVersion::minor)
            .thenComparingInt(ChartVersion::patch);

    static Optional<ChartVersion> ofLabel(String label) {
        var matcher = FORM.matcher(label);
        return matcher.matches()
                ? Optional.of(new ChartVersion(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    static ChartVersion of(String version) {
        return ofLabel(version).orElseThrow(() -> new IllegalArgumentException(version + " is no version of a chart"));
    }

    boolean isBefore(ChartVersion other) {
        return ORDER.compare(this, other) < 0;
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
