package dev.landfall.transfer;

import dev.landfall.capture.Capture;
import dev.landfall.capture.Capture.CapturedService;
import dev.landfall.capture.ServiceRole;
import dev.landfall.freeze.FrozenCounts;
import dev.landfall.freeze.FrozenCounts.FrozenService;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many pods a deployment wakes with that never ran: with one database for both sides the target is installed at 0, so
 * no count of its own is known. The source's count for the same role stands in.
 *
 * @param roles of the source's services by name
 */
public record WakeCounts(FrozenCounts frozen, Map<String, List<ServiceRole>> roles) {

    public WakeCounts {
        roles = Map.copyOf(roles);
    }

    /** Of a cutover that has frozen its source. */
    public static WakeCounts of(FrozenCounts frozen, Capture capture) {
        return new WakeCounts(
                frozen,
                capture.services().stream()
                        .collect(Collectors.toMap(CapturedService::name, CapturedService::roles, (one, other) -> one)));
    }

    /** 0 for what the source does not run. A backend that runs jobs too wakes alone: jobs must not run twice. */
    public int of(List<ServiceRole> deployment) {
        if (deployment.contains(ServiceRole.JOBS_RUNNER)) {
            return 1;
        }
        var count = frozen.services().stream()
                .filter(service -> does(service, deployment))
                .mapToInt(FrozenService::desiredCount)
                .sum();
        return deployment.contains(ServiceRole.MAIN_BACKEND) ? Math.max(1, count) : count;
    }

    /** A main backend is a database connector as well; that alone makes it no counterpart of one. */
    private boolean does(FrozenService service, List<ServiceRole> deployment) {
        var own = roles.getOrDefault(service.name(), List.of());
        return own.contains(ServiceRole.MAIN_BACKEND) == deployment.contains(ServiceRole.MAIN_BACKEND)
                && own.stream().anyMatch(deployment::contains);
    }
}
