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

    /**
     * As both sides are now.
     *
     * @param shared whether both sides work in one database; with one of its own the target's jobs runner works on nothing
     *     but the copy, as it does between rehearsals
     */
    public static OneSide of(SourceCluster source, TargetCluster target, Inventory inventory, boolean shared) {
        return new OneSide(
                Stream.concat(
                                source.services().stream()
                                        .filter(service -> service.desiredCount() + service.runningCount() > 0)
                                        .filter(service -> isAutomatic(inventory.roles(service), true))
                                        .map(SourceService::name),
                                source.schedules().stream()
                                        .filter(Schedule::enabled)
                                        .map(Schedule::name))
                        .toList(),
                target.deployments().stream()
                        .filter(deployment -> deployment.replicas() + deployment.pods() > 0)
                        .filter(deployment -> isAutomatic(inventory.roles(deployment), shared))
                        .map(TargetDeployment::name)
                        .toList());
    }

    /** Jobs also where a main backend runs them. */
    private static boolean isAutomatic(List<ServiceRole> roles, boolean jobs) {
        return (jobs && roles.contains(ServiceRole.JOBS_RUNNER))
                || roles.stream().anyMatch(ServiceRole::isAutomation);
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

    /** Waits while anything of the target works by itself, whatever the source does: {@code TARGET_NOT_OFF}. */
    public void proveTargetOff() {
        if (!target.isEmpty()) {
            throw new StillWaitingException(
                    "TARGET_NOT_OFF",
                    "Workflows, agents or jobs of the target run or shall run: " + String.join(", ", target) + ".",
                    "Scale them to 0 by hand, then start rollback.");
        }
    }
}
