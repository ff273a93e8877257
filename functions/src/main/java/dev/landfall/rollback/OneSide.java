package dev.landfall.rollback;

import dev.landfall.capture.Inventory;
import dev.landfall.capture.ServiceRole;
import dev.landfall.gateway.Schedule;
import dev.landfall.gateway.SourceCluster;
import dev.landfall.gateway.SourceService;
import dev.landfall.gateway.TargetCluster;
import dev.landfall.gateway.TargetDeployment;
import dev.landfall.model.failure.StillWaitingException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What works by itself on either side: workflows, agents, jobs, schedules. On both it would do everything twice, send every
 * mail twice, and write two histories.
 *
 * @param source services that run or shall run, and schedules that are enabled
 * @param target deployments that have pods or shall have some
 */
public record OneSide(List<String> source, List<String> target) {

    public OneSide {
        source = List.copyOf(source);
        target = List.copyOf(target);
    }

    public static OneSide of(SourceCluster source, TargetCluster target, Inventory inventory) {
        return new OneSide(
                Stream.concat(
                                source.services().stream()
                                        .filter(service -> service.desiredCount() + service.runningCount() > 0)
                                        .filter(service -> isAutomatic(inventory.roles(service)))
                                        .map(SourceService::name),
                                source.schedules().stream()
                                        .filter(Schedule::enabled)
                                        .map(Schedule::name))
                        .toList(),
                target.deployments().stream()
                        .filter(deployment -> deployment.replicas() + deployment.pods() > 0)
                        .filter(deployment -> isAutomatic(inventory.roles(deployment)))
                        .map(TargetDeployment::name)
                        .toList());
    }

    /** Also a main backend that runs the jobs. */
    private static boolean isAutomatic(List<ServiceRole> roles) {
        return roles.contains(ServiceRole.JOBS_RUNNER) || roles.stream().anyMatch(ServiceRole::isAutomation);
    }

    /** Waits while it is on both, for pods take their time to end: {@code AUTOMATION_ON_BOTH_SIDES}. */
    public void prove() {
        if (!source.isEmpty() && !target.isEmpty()) {
            throw new StillWaitingException(
                    "AUTOMATION_ON_BOTH_SIDES",
                    "Workflows, agents or jobs run on both sides: " + String.join(", ", source) + " on the source and "
                            + String.join(", ", target) + " on the target.",
                    "Scale those of the target to 0 by hand now, and find out who started them.");
        }
    }
}
