package dev.landfall.preflight;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.landfall.gateway.TargetDeployment;
import dev.landfall.ledger.ChartFacts;
import dev.landfall.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Versions of the chart and of Retool's images that are known to be wrong, each with where that stands: {@code known-versions.json}. */
record KnownVersions(
        String readOn,
        List<BadChart> charts,
        List<BadName> variables,
        Pairing codeExecutor,
        Hop hop,
        List<Step> steps,
        List<BackgroundMigration> backgroundMigrations) {

    private static final KnownVersions SHIPPED = read();

    KnownVersions {
        charts = List.copyOf(charts);
        variables = List.copyOf(variables);
        steps = List.copyOf(steps);
        backgroundMigrations = List.copyOf(backgroundMigrations);
    }

    /**
     * A span of the chart's versions.
     *
     * @param from the first one; any earlier one too where it is not given
     * @param before the first one that is right again
     * @param whenSet the beginning of a variable that some pod of the release has; empty where it is always wrong
     * @param imageFrom major of Retool from which on it is wrong
     * @param what it does, in words that follow "the chart"
     */
    record BadChart(
            Optional<String> from,
            String before,
            String whenSet,
            Optional<Integer> imageFrom,
            String what,
            String source) {

        boolean is(ChartVersion version, List<TargetDeployment> deployments, Optional<ImageVersion> image) {
            return version.isBefore(ChartVersion.of(before))
                    && from.map(ChartVersion::of).filter(version::isBefore).isEmpty()
                    && imageFrom
                            .map(major -> image.filter(known -> known.major() >= major)
                                    .isPresent())
                            .orElse(true)
                    && (whenSet.isEmpty()
                            || deployments.stream()
                                    .flatMap(deployment -> deployment.settings().keySet().stream())
                                    .anyMatch(name -> name.startsWith(whenSet)));
        }
    }

    /** Variables that no program reads. */
    record BadName(String prefix, String what, String source) {}

    /** Two images that have to be of one version. */
    record Pairing(@JsonProperty("from") String since, String what, String source) {}

    /** How many versions of one major may be skipped. */
    record Hop(int versions, String source) {}

    /**
     * An upgrade that needs a version between.
     *
     * @param before versions before this one
     * @param notTo versions from this one on
     */
    record Step(String before, String notTo, String what, String source) {

        boolean isMissed(ImageVersion source, ImageVersion target) {
            return source.isBefore(ImageVersion.ofText(before)) && !target.isBefore(ImageVersion.ofText(notTo));
        }
    }

    /**
     * What an image does to its database long after it serves.
     *
     * @param from the first version that does it
     * @param hours how long it may take
     * @param what in a sentence without its full stop
     * @param look how its end is seen, in words that follow a colon
     */
    record BackgroundMigration(String name, String from, int hours, String what, String look, String source) {

        boolean isBegunBy(ImageVersion source, ImageVersion target) {
            var first = ImageVersion.ofText(from);
            return source.isBefore(first) && !target.isBefore(first);
        }
    }

    static KnownVersions shipped() {
        return SHIPPED;
    }

    /** What is known to be wrong with a release, in sentences. */
    List<String> found(String chart, List<TargetDeployment> deployments, Optional<ImageVersion> image) {
        var found = new ArrayList<String>();
        ChartVersion.ofLabel(chart).ifPresent(version -> {
            charts.stream()
                    .filter(bad -> bad.is(version, deployments, image))
                    .map(bad -> "The chart " + version + " " + bad.what() + "; from " + bad.before()
                            + " on it is mended (" + bad.source() + ").")
                    .forEach(found::add);
            var known = ChartFacts.shipped().chart();
            if (ChartVersion.of(known).isBefore(version)) {
                found.add("The chart " + version + " is newer than " + known
                        + ", the newest whose own variables Landfall knows.");
            }
        });
        return found;
    }

    /** Names of the release that are known to be wrong, in sentences. */
    List<String> found(List<TargetDeployment> deployments) {
        var found = new ArrayList<String>();
        for (var bad : variables) {
            var where = deployments.stream()
                    .filter(deployment ->
                            deployment.settings().keySet().stream().anyMatch(name -> name.startsWith(bad.prefix())))
                    .map(TargetDeployment::name)
                    .toList();
            if (!where.isEmpty()) {
                found.add(String.join(", ", where) + " has variables that begin with " + bad.prefix() + ", "
                        + bad.what() + " (" + bad.source() + ").");
            }
        }
        return found;
    }

    private static KnownVersions read() {
        try (var in = KnownVersions.class.getResourceAsStream("known-versions.json")) {
            if (in == null) {
                throw new IllegalStateException("The archive lacks dev/landfall/preflight/known-versions.json");
            }
            return Json.MAPPER.readValue(in, KnownVersions.class);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the known versions", e);
        }
    }
}
