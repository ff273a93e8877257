package dev.landfall.capture;

import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.RecordSet;
import dev.landfall.gateway.Schedule;
import dev.landfall.model.RunLayout;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code runs/<run-id>/capture.json}: the inventory that a run works with. It holds no setting's value: critical ones
 * are known by fingerprint, the others by name and by where they come from.
 *
 * @param dns records of the domain's name at the time
 * @param drift what differs from the rehearsal in {@code comparedWith}, in words
 * @param comparedWith the newest rehearsal that passed; empty where none has
 */
public record Capture(
        String runId,
        Instant capturedAt,
        String sourceName,
        String targetName,
        MoverNetwork network,
        List<CapturedService> services,
        List<CapturedDeployment> deployments,
        List<Schedule> schedules,
        List<CapturedDatabase> databases,
        List<RecordSet> dns,
        List<String> drift,
        Optional<String> comparedWith) {

    /** Where the mover's tasks run on the source: as the main backend's service does. */
    public record MoverNetwork(
            String cluster, List<String> subnets, List<String> securityGroups, boolean assignsPublicIp) {}

    /**
     * One ECS service.
     *
     * @param roles from SERVICE_TYPE and WORKER_TEMPORAL_TASKQUEUE of its containers
     */
    public record CapturedService(
            String name,
            List<ServiceRole> roles,
            String taskDefinitionArn,
            int desiredCount,
            int runningCount,
            boolean scalingRegistered,
            List<CapturedContainer> containers) {}

    /**
     * One container.
     *
     * @param settings by name: {@code plain}, or the reference that ECS resolves
     * @param fingerprints of the critical settings by name
     * @param environmentFiles that were not read
     */
    public record CapturedContainer(
            String name,
            String image,
            int cpuUnits,
            int memoryMib,
            Map<String, String> settings,
            Map<String, String> fingerprints,
            List<String> environmentFiles) {}

    /** One Deployment of the target's release. */
    public record CapturedDeployment(
            String name,
            List<ServiceRole> roles,
            int replicas,
            Optional<Integer> savedReplicas,
            String image,
            Map<String, String> settings,
            Map<String, String> fingerprints) {}

    /**
     * One database, on both sides; passwords are references.
     *
     * @param releaseUsesTls whether the target's release is told to use TLS to it
     */
    public record CapturedDatabase(
            String name, DatabaseAddress source, DatabaseAddress target, boolean releaseUsesTls) {}

    public static String key(String runId) {
        return new RunLayout(runId).file("capture.json");
    }

    Capture withDrift(List<String> found, String rehearsal) {
        return new Capture(
                runId,
                capturedAt,
                sourceName,
                targetName,
                network,
                services,
                deployments,
                schedules,
                databases,
                dns,
                found,
                Optional.of(rehearsal));
    }

    /** Of the source's main backend; {@code none} where nothing is one. */
    public String sourceImage() {
        return services.stream()
                .filter(service -> service.roles().contains(ServiceRole.MAIN_BACKEND))
                .flatMap(service -> service.containers().stream())
                .map(CapturedContainer::image)
                .findFirst()
                .orElse("none");
    }

    /** Of the target's main backend; {@code none} where nothing is one. */
    public String targetImage() {
        return deployments.stream()
                .filter(deployment -> deployment.roles().contains(ServiceRole.MAIN_BACKEND))
                .map(CapturedDeployment::image)
                .findFirst()
                .orElse("none");
    }

    /** The database of that name. */
    public CapturedDatabase database(String name) {
        return databases.stream()
                .filter(database -> database.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The capture names no database " + name));
    }
}
