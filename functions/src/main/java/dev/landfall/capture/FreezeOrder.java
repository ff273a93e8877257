package dev.landfall.capture;

import dev.landfall.gateway.SourceService;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The order in which services stop: workflows and agents, jobs runner, the others, main last; they start in reverse. */
public final class FreezeOrder {

    private FreezeOrder() {}

    /** All services in the order to stop them in. */
    public static List<SourceService> stopping(List<SourceService> services, Inventory inventory) {
        var roles = services.stream().collect(Collectors.toMap(SourceService::name, inventory::roles));
        var order = stopping(roles);
        return services.stream()
                .sorted(Comparator.comparingInt(service -> order.indexOf(service.name())))
                .toList();
    }

    /** Names in the order to stop them in. */
    static List<String> stopping(Map<String, List<ServiceRole>> services) {
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
