package dev.landfall.probe;

import dev.landfall.capture.Capture;
import dev.landfall.capture.Capture.CapturedContainer;
import dev.landfall.capture.Inventory;
import dev.landfall.capture.ServiceRole;
import dev.landfall.gateway.TargetDeployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether the target runs with its live settings. It looks at exactly this:
 *
 * <ol>
 *   <li>where the source ran workflows or agents when it was captured, at least one deployment of those roles has more
 *       than 0 replicas, and every such deployment that has is rolled out;
 *   <li>the main deployment has none of the guards DISABLE_GIT_SYNCING, TEMPORAL_TASKQUEUE_WORKFLOW and
 *       WORKER_TEMPORAL_TASKQUEUE that the source's main container does not have as well;
 *   <li>the main deployment does not run the jobs where the source's main service did not;
 *   <li>every deployment with more than 0 replicas is rolled out.
 * </ol>
 */
final class LiveSettings {

    private static final Set<String> GUARDS =
            Set.of("DISABLE_GIT_SYNCING", "TEMPORAL_TASKQUEUE_WORKFLOW", "WORKER_TEMPORAL_TASKQUEUE");

    private LiveSettings() {}

    /** What is missing, in words; empty when the target is live. */
    static List<String> missing(Capture capture, List<TargetDeployment> deployments, Inventory inventory) {
        var missing = new ArrayList<String>();
        var automation = deployments.stream()
                .filter(deployment -> ServiceRole.areAutomation(inventory.roles(deployment)))
                .toList();
        if (sourceRanAutomation(capture) && automation.stream().noneMatch(each -> each.replicas() > 0)) {
            missing.add(
                    automation.isEmpty()
                            ? "no deployment for workflows exists"
                            : "workflows stand at 0: "
                                    + automation.stream()
                                            .map(TargetDeployment::name)
                                            .collect(Collectors.joining(", ")));
        }
        var onSource = sourceMainSettings(capture);
        for (var deployment : deployments) {
            if (inventory.roles(deployment).contains(ServiceRole.MAIN_BACKEND)) {
                var guards = new TreeSet<>(GUARDS);
                guards.retainAll(deployment.settings().keySet());
                guards.removeAll(onSource);
                if (!guards.isEmpty()) {
                    missing.add(deployment.name() + " still has " + String.join(", ", guards));
                }
                if (inventory.roles(deployment).contains(ServiceRole.JOBS_RUNNER) && !sourceMainRanJobs(capture)) {
                    missing.add(deployment.name() + " still runs the jobs beside its users");
                }
            }
            if (deployment.replicas() > 0 && !deployment.rolledOut()) {
                missing.add(deployment.name() + " is not rolled out");
            }
        }
        return List.copyOf(missing);
    }

    /** Whether workflows may start: the source ran them before its freeze, and no guard is left on a main deployment. */
    static boolean automationMayWake(Capture capture, List<TargetDeployment> deployments, Inventory inventory) {
        var onSource = sourceMainSettings(capture);
        return sourceRanAutomation(capture)
                && deployments.stream()
                        .filter(deployment -> inventory.roles(deployment).contains(ServiceRole.MAIN_BACKEND))
                        .noneMatch(main -> GUARDS.stream()
                                .anyMatch(guard -> main.settings().containsKey(guard) && !onSource.contains(guard)));
    }

    private static boolean sourceRanAutomation(Capture capture) {
        return capture.services().stream()
                .anyMatch(service -> service.desiredCount() > 0 && ServiceRole.areAutomation(service.roles()));
    }

    private static boolean sourceMainRanJobs(Capture capture) {
        return capture.services().stream()
                .anyMatch(service ->
                        service.roles().containsAll(List.of(ServiceRole.MAIN_BACKEND, ServiceRole.JOBS_RUNNER)));
    }

    private static Set<String> sourceMainSettings(Capture capture) {
        return capture.services().stream()
                .filter(service -> service.roles().contains(ServiceRole.MAIN_BACKEND))
                .flatMap(service -> service.containers().stream())
                .map(CapturedContainer::settings)
                .flatMap(settings -> settings.keySet().stream())
                .collect(Collectors.toSet());
    }
}
