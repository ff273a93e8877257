package dev.landfall.handler;

import dev.landfall.gateway.Certificates.Certificate;
import dev.landfall.gateway.DatabaseServers.DatabaseServer;
import dev.landfall.gateway.LoadBalancers.LoadBalancer;
import dev.landfall.gateway.RoleGrants.Grant;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.ServiceDetails.ServiceDetail;
import dev.landfall.gateway.Surroundings;
import dev.landfall.local.cloud.InMemoryCertificates;
import dev.landfall.local.cloud.InMemoryDatabaseServers;
import dev.landfall.local.cloud.InMemoryDnsZone;
import dev.landfall.local.cloud.InMemoryEgressAddresses;
import dev.landfall.local.cloud.InMemoryEnvironmentFiles;
import dev.landfall.local.cloud.InMemoryLoadBalancers;
import dev.landfall.local.cloud.InMemoryRoleGrants;
import dev.landfall.local.cloud.InMemoryServiceDetails;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything around a source, for a test to fill. */
final class MemorySurroundings {

    final Map<String, ServiceDetail> services = new HashMap<>();
    final Map<String, SecretText> environmentFiles = new HashMap<>();
    final Map<String, List<Grant>> roles = new HashMap<>();
    final List<LoadBalancer> loadBalancers = new ArrayList<>();
    final Map<String, String> loadBalancerOfService = new HashMap<>();
    final List<Certificate> certificates = new ArrayList<>();
    final Map<String, DatabaseServer> databaseServers = new HashMap<>();
    final Map<String, List<String>> egress = new HashMap<>();

    Surroundings gateway(InMemoryDnsZone zone) {
        return new Surroundings(
                new InMemoryServiceDetails(services),
                new InMemoryEnvironmentFiles(environmentFiles),
                new InMemoryRoleGrants(roles),
                new InMemoryLoadBalancers(loadBalancers, loadBalancerOfService),
                new InMemoryCertificates(certificates),
                new InMemoryDatabaseServers(databaseServers),
                zone,
                new InMemoryEgressAddresses(egress));
    }
}
