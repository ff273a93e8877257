package dev.landfall.capture;

import dev.landfall.capture.Capture.CapturedContainer;
import dev.landfall.capture.Capture.CapturedDeployment;
import dev.landfall.capture.Capture.CapturedService;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.ServiceContainer;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.SourceService;
import dev.landfall.gateway.TargetDeployment;
import dev.landfall.model.failure.OperatorException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Describes services and deployments without any setting's value.
 *
 * @param fingerprint of the bytes that a setting stands for
 */
public record Inventory(SettingValues values, Function<SettingSource, String> fingerprint) {

    /** In place of the fingerprint of a secret that could not be read. */
    public static final String UNREADABLE = "unreadable";

    /** With keyed fingerprints of the exact bytes. */
    public static Inventory of(Gateways gateways) {
        var values = new SettingValues(gateways.secretVault(), gateways.target());
        return new Inventory(values, setting -> fingerprint(gateways, values, setting));
    }

    /** A secret that cannot be read is a matter of the checks; the inventory goes on without it. */
    private static String fingerprint(Gateways gateways, SettingValues values, SettingSource setting) {
        try {
            return gateways.secretVault().fingerprint(values.value(setting).bytes());
        } catch (OperatorException e) {
            return UNREADABLE;
        }
    }

    CapturedService service(SourceService service) {
        return new CapturedService(
                service.name(),
                roles(service),
                service.taskDefinitionArn(),
                service.desiredCount(),
                service.runningCount(),
                service.scalingRegistered(),
                service.containers().stream().map(this::container).toList());
    }

    private CapturedContainer container(ServiceContainer container) {
        return new CapturedContainer(
                container.name(),
                container.image(),
                container.cpuUnits(),
                container.memoryMib(),
                Settings.kinds(container.settings()),
                Settings.fingerprints(container.settings(), fingerprint),
                container.environmentFiles());
    }

    CapturedDeployment deployment(TargetDeployment deployment) {
        return new CapturedDeployment(
                deployment.name(),
                roles(deployment),
                deployment.replicas(),
                deployment.savedReplicas(),
                deployment.image(),
                Settings.kinds(deployment.settings()),
                Settings.fingerprints(deployment.settings(), fingerprint));
    }

    public List<ServiceRole> roles(SourceService service) {
        return service.containers().stream()
                .flatMap(container -> roles(container).stream())
                .distinct()
                .sorted()
                .toList();
    }

    public List<ServiceRole> roles(TargetDeployment deployment) {
        return isTemporals(deployment) ? List.of(ServiceRole.OTHER) : roles(deployment.name(), deployment.settings());
    }

    /** Whether a container runs a program of Retool's. */
    public boolean isRetools(ServiceContainer container) {
        return ContainerKind.of(container, values) == ContainerKind.RETOOL;
    }

    /** Whether a container runs a Temporal server or what belongs to it. */
    public boolean isTemporals(ServiceContainer container) {
        return ContainerKind.of(container, values) == ContainerKind.TEMPORAL;
    }

    /** The same for a deployment, whose image may be a mirror under any name. */
    public boolean isTemporals(TargetDeployment deployment) {
        return ContainerKind.of(deployment.image(), values.text(deployment.settings(), "SERVICE_TYPE"))
                == ContainerKind.TEMPORAL;
    }

    public List<ServiceRole> roles(ServiceContainer container) {
        return ServiceRole.of(
                container.name(),
                container.image(),
                values.text(container.settings(), "SERVICE_TYPE"),
                values.text(container.settings(), "WORKER_TEMPORAL_TASKQUEUE"));
    }

    private List<ServiceRole> roles(String name, Map<String, SettingSource> settings) {
        return ServiceRole.of(
                name, values.text(settings, "SERVICE_TYPE"), values.text(settings, "WORKER_TEMPORAL_TASKQUEUE"));
    }
}
