package dev.landfall.preflight;

import dev.landfall.blueprint.KitChart;
import dev.landfall.capture.Inventory;
import dev.landfall.gateway.TargetCluster.Controller;
import dev.landfall.gateway.TargetDeployment;
import dev.landfall.preflight.PreflightReport.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Decisions about the target's release: what its chart made of the kit's values. */
final class ReleaseChecks {

    static final String CHART = "chart-versions";

    static final String OWNER = "target-owner";

    private static final Pattern LABEL = Pattern.compile("retool-(\\d+)\\..*");

    private ReleaseChecks() {}

    /** Whether a controller is suspended stands in objects of its own, often of another namespace. */
    static Check owner(Scene scene) {
        var controllers = scene.gateways().target().controllers();
        var waking = controllers.stream().filter(Controller::wakes).toList();
        if (waking.isEmpty()) {
            return Check.ok(
                    OWNER,
                    "No controller is seen that would bring pods of the release back."
                            + (controllers.isEmpty()
                                    ? ""
                                    : " Autoscalers, which leave a deployment at 0: " + named(controllers) + "."));
        }
        return Check.warning(
                OWNER,
                "Controllers keep deployments of the release as they want them, and may bring pods back while its database is replaced: "
                        + named(waking) + ".",
                "Suspend them until LiftFreeze; a move ends with TARGET_CAME_BACK where pods come back.");
    }

    private static String named(List<Controller> controllers) {
        return controllers.stream()
                .collect(Collectors.groupingBy(
                        Controller::name,
                        TreeMap::new,
                        Collectors.mapping(Controller::deployment, Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining("; "));
    }

    static Check chart(Scene scene) {
        var inventory = Inventory.of(scene.gateways());
        // The chart's Temporal is of a subchart, with a version and a label of its own.
        var deployments = scene.gateways().target().deployments().stream()
                .filter(deployment -> !inventory.isTemporals(deployment))
                .toList();
        var found = new ArrayList<String>();
        versions(scene, found);
        charts(deployments, found);
        repeated(deployments, found);
        var image = ImageVersion.of(scene.targetImage());
        charts(deployments)
                .keySet()
                .forEach(chart -> found.addAll(KnownVersions.shipped().found(chart, deployments, image)));
        found.addAll(KnownVersions.shipped().found(deployments));
        executor(scene, found);
        return found.isEmpty()
                ? Check.ok(
                        CHART,
                        "Every deployment of the release runs one version, and no variable is set twice."
                                + told(deployments))
                : Check.warning(
                        CHART,
                        String.join(" ", found),
                        "Apply the release again with the kit's values and a chart that they are for; let image.tag and each variable be set once.");
    }

    private static String told(List<TargetDeployment> deployments) {
        var charts = charts(deployments).keySet();
        return charts.isEmpty()
                ? " The chart's version is not told by the deployments."
                : " Chart: " + String.join(", ", charts) + ".";
    }

    private static void versions(Scene scene, List<String> found) {
        var versions = scene.capture().deployments().stream()
                .filter(deployment -> deployment.image().contains("backend"))
                .collect(Collectors.groupingBy(
                        deployment -> ImageVersion.of(deployment.image())
                                .map(ImageVersion::toString)
                                .orElse(deployment.image()),
                        Collectors.mapping(deployment -> deployment.name(), Collectors.joining(", "))));
        if (versions.size() > 1) {
            found.add("Deployments of the release run different versions: " + versions + ".");
        }
    }

    /** The chart gives both one tag, unless somebody sets another. */
    private static void executor(Scene scene, List<String> found) {
        var pairing = KnownVersions.shipped().codeExecutor();
        var backend = ImageVersion.of(scene.targetImage());
        scene.capture().deployments().stream()
                .filter(deployment -> deployment.image().contains("code-executor"))
                .filter(deployment -> backend.isPresent()
                        && ImageVersion.of(":" + pairing.since())
                                .filter(since -> !backend.get().isBefore(since))
                                .isPresent()
                        && !ImageVersion.of(deployment.image()).equals(backend))
                .forEach(deployment -> found.add(deployment.name() + " runs " + deployment.image()
                        + " beside a backend of " + backend.get() + ": " + pairing.what() + " (" + pairing.source()
                        + ")."));
    }

    private static Map<String, String> charts(List<TargetDeployment> deployments) {
        return deployments.stream()
                .filter(deployment -> deployment.chart().isPresent())
                .collect(Collectors.groupingBy(
                        deployment -> deployment.chart().orElseThrow(),
                        Collectors.mapping(TargetDeployment::name, Collectors.joining(", "))));
    }

    private static void charts(List<TargetDeployment> deployments, List<String> found) {
        var charts = charts(deployments);
        if (charts.size() > 1) {
            found.add("Deployments of the release are of different charts: " + charts + ".");
        }
        for (var chart : new TreeSet<>(charts.keySet())) {
            var label = LABEL.matcher(chart);
            if (!label.matches() || Integer.parseInt(label.group(1)) != KitChart.MAJOR) {
                found.add("The release is of the chart " + chart + "; the kit's values are for retool-" + KitChart.MAJOR
                        + ".x of tryretool/retool-helm.");
            }
        }
    }

    private static void repeated(List<TargetDeployment> deployments, List<String> found) {
        for (var deployment : deployments) {
            if (!deployment.repeatedSettings().isEmpty()) {
                found.add(deployment.name() + " sets twice: " + String.join(", ", deployment.repeatedSettings())
                        + "; the last one wins.");
            }
        }
    }
}
