package dev.landfall.capture;

import dev.landfall.capture.Capture.CapturedService;
import dev.landfall.gateway.Certificates.Certificate;
import dev.landfall.gateway.DatabaseServers.DatabaseServer;
import dev.landfall.gateway.LoadBalancers.LoadBalancer;
import dev.landfall.gateway.RecordSet;
import dev.landfall.gateway.RoleGrants.Grant;
import dev.landfall.gateway.Schedule;
import dev.landfall.gateway.ServiceDetails.Scaling;
import dev.landfall.model.RunLayout;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code runs/<run-id>/source.json}: everything that can be known of the source without the target being there. It holds
 * no setting's value.
 *
 * @param records at the domain's name and below it
 * @param authority what DNS itself says of the domain: SOA, DS and CAA by type, as resolvers answer
 * @param egress addresses from which the source reaches others
 * @param notSeen what could not be looked at, and why
 */
public record SourceInventory(
        String runId,
        Instant capturedAt,
        String sourceName,
        Features features,
        List<CapturedService> services,
        List<ServiceSurroundings> surroundings,
        List<Schedule> schedules,
        List<LocatedDatabase> databases,
        Optional<LoadBalancer> loadBalancer,
        List<Certificate> certificates,
        List<RecordSet> records,
        Map<String, List<String>> authority,
        List<String> egress,
        Map<String, List<Grant>> roles,
        List<String> notSeen) {

    /**
     * One service beyond its settings; commands and labels are left out, because people put secrets there.
     *
     * @param imageDigests of what runs, by container
     */
    public record ServiceSurroundings(
            String service,
            String launchType,
            String family,
            Optional<String> taskRole,
            Optional<String> executionRole,
            Optional<Scaling> scaling,
            Map<String, String> imageDigests,
            List<String> subnets,
            List<String> securityGroups,
            boolean assignsPublicIp) {}

    /**
     * One database of the main backend.
     *
     * @param name {@code app} or {@code retooldb}
     * @param server what RDS tells of it, where it is RDS
     */
    public record LocatedDatabase(
            String name, String host, int port, String database, String user, Optional<DatabaseServer> server) {}

    public static String key(String runId) {
        return new RunLayout(runId).file("source.json");
    }
}
