package dev.landfall.freeze;

import dev.landfall.capture.ServiceRole;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The order in which services stop: workflows and agents, jobs runner, the others, main last; they start in reverse. */
public final class FreezeOrder {

    private FreezeOrder() {}

    /** Names in the order to stop them in. */
    public static List<String> stopping(Map<String, List<ServiceRole>> services) {
        return services.keySet().stream()
                .sorted(Comparator.<String>comparingInt(name -> rank(services.getOrDefault(name, List.of())))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static int rank(List<ServiceRole> roles) {
        if (roles.contains(ServiceRole.MAIN_BACKEND)) {
            return 3;
        }
        if (roles.stream().anyMatch(ServiceRole::isAutomation)) {
            return 0;
        }
        return roles.contains(ServiceRole.JOBS_RUNNER) ? 1 : 2;
    }
}
