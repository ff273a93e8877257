package dev.landfall.blueprint;

import dev.landfall.capture.Inventory;
import dev.landfall.capture.ServiceRole;
import dev.landfall.gateway.ServiceContainer;
import dev.landfall.gateway.SourceService;
import java.util.List;
import java.util.Map;

/** Pods beside the main backend's: none smaller than at the source, and the jobs runner, which migrates too, with 8 GiB. */
record RoleSizes(List<SourceService> services, Inventory inventory) {

    private static final int MIGRATION_MIB = 8192;
    private static final int CPU_UNITS = 1024;

    void into(Map<String, Object> values, boolean jobs) {
        if (jobs) {
            put(values, "jobRunner.resources", ServiceRole.JOBS_RUNNER, 1000, 2048, MIGRATION_MIB);
        }
        put(values, "workflows.backend.resources", ServiceRole.WORKFLOW_BACKEND, 1000, 2048, 4096);
        put(values, "workflows.worker.resources", ServiceRole.WORKFLOW_WORKER, 1000, 2048, MIGRATION_MIB);
        put(values, "agents.worker.resources", ServiceRole.AGENT_WORKER, 1000, 2048, 4096);
        ValuesPath.put(values, "agents.worker.replicaCount", Math.max(1, count(ServiceRole.AGENT_WORKER)));
    }

    private void put(
            Map<String, Object> values, String path, ServiceRole role, int leastCpu, int leastMib, int leastLimit) {
        var containers = services.stream()
                .flatMap(service -> service.containers().stream())
                .filter(container -> inventory.roles(container).stream()
                        .findFirst()
                        .filter(role::equals)
                        .isPresent())
                .toList();
        int cpu = Math.max(
                leastCpu,
                Math.ceilDiv(
                        containers.stream()
                                        .mapToInt(ServiceContainer::cpuUnits)
                                        .max()
                                        .orElse(0)
                                * 1000,
                        CPU_UNITS));
        int mib = Math.max(
                leastMib,
                containers.stream().mapToInt(ServiceContainer::memoryMib).max().orElse(0));
        ValuesPath.put(values, path, new Sizes.Pod(cpu, mib, Math.max(mib, leastLimit)).resources());
    }

    private int count(ServiceRole role) {
        return services.stream()
                .filter(service -> inventory.roles(service).contains(role))
                .mapToInt(SourceService::desiredCount)
                .sum();
    }
}
