package dev.landfall.blueprint;

import dev.landfall.capture.Inventory;
import dev.landfall.capture.ServiceRole;
import dev.landfall.gateway.ServiceContainer;
import dev.landfall.gateway.SourceService;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much the target needs: at least what the source has.
 *
 * @param main of one pod of the backend; a long migration needs 8 GiB
 */
record Sizes(
        int mainReplicas, Pod main, int workflowBackends, int workflowWorkers, int codeExecutors, Pod codeExecutor) {

    private static final int MIGRATION_MIB = 8192;
    private static final int FARGATE_CPU_UNITS = 1024;

    /** One pod's needs. */
    record Pod(int cpuMillis, int requestMib, int limitMib) {

        Map<String, Object> resources() {
            return new TreeMap<>(Map.of(
                    "requests", new TreeMap<>(Map.of("cpu", cpuMillis + "m", "memory", requestMib + "Mi")),
                    "limits", new TreeMap<>(Map.of("cpu", 2 * cpuMillis + "m", "memory", limitMib + "Mi"))));
        }
    }

    static Sizes of(List<SourceService> services, Inventory inventory) {
        var main = pod(services, inventory, ServiceRole.MAIN_BACKEND, 2000, 4096);
        return new Sizes(
                Math.max(2, count(services, inventory, ServiceRole.MAIN_BACKEND)),
                new Pod(main.cpuMillis(), main.requestMib(), Math.max(MIGRATION_MIB, main.limitMib())),
                Math.max(1, count(services, inventory, ServiceRole.WORKFLOW_BACKEND)),
                Math.max(1, count(services, inventory, ServiceRole.WORKFLOW_WORKER)),
                Math.max(1, count(services, inventory, ServiceRole.CODE_EXECUTOR)),
                pod(services, inventory, ServiceRole.CODE_EXECUTOR, 1000, 2048));
    }

    private static int count(List<SourceService> services, Inventory inventory, ServiceRole role) {
        return services.stream()
                .filter(service -> inventory.roles(service).contains(role))
                .mapToInt(SourceService::desiredCount)
                .sum();
    }

    /** A task definition may leave CPU and memory of a container open, as 0. */
    private static Pod pod(
            List<SourceService> services, Inventory inventory, ServiceRole role, int leastCpuMillis, int leastMib) {
        var containers = services.stream()
                .filter(service -> inventory.roles(service).contains(role))
                .flatMap(service -> service.containers().stream())
                .toList();
        int cpuUnits =
                containers.stream().mapToInt(ServiceContainer::cpuUnits).max().orElse(0);
        int memory =
                containers.stream().mapToInt(ServiceContainer::memoryMib).max().orElse(0);
        int mib = Math.max(leastMib, memory);
        return new Pod(Math.max(leastCpuMillis, Math.ceilDiv(cpuUnits * 1000, FARGATE_CPU_UNITS)), mib, mib);
    }
}
