package dev.landfall.capture;

import dev.landfall.gateway.ServiceContainer;
import dev.landfall.gateway.SourceService;
import dev.landfall.model.failure.OperatorException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What of Retool is in use, told by what services do and how many of their tasks are wanted; modules set the variables of
 * workflows where none run, so a variable's presence tells nothing.
 *
 * @param temporal who runs the queue that workflows wait in
 */
public record Features(
        boolean workflows,
        boolean agents,
        boolean retoolDatabase,
        boolean retoolStorage,
        boolean gitServer,
        Temporal temporal) {

    /** Kinds of Temporal. */
    public enum Temporal {
        /** Nothing runs workflows. */
        NOT_USED,
        /** Retool's own: no frontend host is set. */
        MANAGED,
        CLOUD,
        SELF_HOSTED
    }

    private static final String FRONTEND = "WORKFLOW_TEMPORAL_CLUSTER_FRONTEND_HOST";

    /** Reads roles and counts of services; the values are only those of names and types. */
    public static Features of(List<SourceService> services, Inventory inventory) {
        var running =
                services.stream().filter(service -> service.desiredCount() > 0).toList();
        boolean agents = has(running, inventory, ServiceRole.AGENT_WORKER);
        boolean workflows = has(running, inventory, ServiceRole.WORKFLOW_BACKEND)
                || has(running, inventory, ServiceRole.WORKFLOW_WORKER);
        return new Features(
                workflows,
                agents,
                mainHas(running, inventory, "RETOOLDB_POSTGRES_HOST").isPresent(),
                worksOnBlobs(running, inventory),
                has(running, inventory, ServiceRole.GIT_SERVER),
                temporal(running, inventory, workflows || agents));
    }

    private static Temporal temporal(List<SourceService> running, Inventory inventory, boolean used) {
        if (running.stream()
                .flatMap(service -> service.containers().stream())
                .anyMatch(container -> ContainerKind.of(container, inventory.values()) == ContainerKind.TEMPORAL)) {
            return Temporal.SELF_HOSTED;
        }
        if (!used) {
            return Temporal.NOT_USED;
        }
        return running.stream()
                .filter(service -> ServiceRole.areAutomation(inventory.roles(service))
                        || inventory.roles(service).contains(ServiceRole.MAIN_BACKEND))
                .flatMap(service -> service.containers().stream())
                .flatMap(container -> text(container, inventory, FRONTEND).stream())
                .map(host -> host.toLowerCase(Locale.ROOT))
                .map(host -> host.contains(".tmprl.cloud") || host.endsWith(".temporal.io")
                        ? Temporal.CLOUD
                        : Temporal.SELF_HOSTED)
                .findFirst()
                .orElse(Temporal.MANAGED);
    }

    private static boolean has(List<SourceService> services, Inventory inventory, ServiceRole role) {
        return services.stream().map(inventory::roles).anyMatch(roles -> roles.contains(role));
    }

    /** By any of its buckets: of apps, of Git, of snapshots. */
    private static boolean worksOnBlobs(List<SourceService> services, Inventory inventory) {
        return services.stream()
                .flatMap(service -> service.containers().stream())
                .filter(container -> inventory.roles(container).contains(ServiceRole.MAIN_BACKEND))
                .flatMap(container -> container.settings().keySet().stream())
                .anyMatch(name -> name.equals("RR_BLOB_STORAGE_PROVIDER") || SourceNames.isBucket(name));
    }

    private static Optional<String> mainHas(List<SourceService> services, Inventory inventory, String setting) {
        Predicate<ServiceContainer> isMain =
                container -> inventory.roles(container).contains(ServiceRole.MAIN_BACKEND);
        return services.stream()
                .flatMap(service -> service.containers().stream())
                .filter(isMain)
                .flatMap(container -> text(container, inventory, setting).stream())
                .findFirst();
    }

    /** A value that cannot be read is there all the same, and is nobody's cloud. */
    private static Optional<String> text(ServiceContainer container, Inventory inventory, String setting) {
        try {
            return inventory.values().text(container.settings(), setting);
        } catch (OperatorException e) {
            return Optional.of(Inventory.UNREADABLE);
        }
    }
}
