package dev.landfall.handler;

import dev.landfall.gateway.Certificates.Certificate;
import dev.landfall.gateway.DatabaseServers.DatabaseServer;
import dev.landfall.gateway.DatabaseServers.ServerCertificate;
import dev.landfall.gateway.EgressAddresses.DefaultRoute;
import dev.landfall.gateway.LoadBalancers.Listener;
import dev.landfall.gateway.LoadBalancers.LoadBalancer;
import dev.landfall.gateway.RecordSet;
import dev.landfall.gateway.RoleGrants.Grant;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.ServiceDetails.ServiceDetail;
import dev.landfall.gateway.Surroundings;
import dev.landfall.local.cloud.InMemoryCertificates;
import dev.landfall.local.cloud.InMemoryClusterNodes;
import dev.landfall.local.cloud.InMemoryClusterNodes.Machine;
import dev.landfall.local.cloud.InMemoryDatabaseServers;
import dev.landfall.local.cloud.InMemoryDnsZone;
import dev.landfall.local.cloud.InMemoryEgressAddresses;
import dev.landfall.local.cloud.InMemoryEnvironmentFiles;
import dev.landfall.local.cloud.InMemoryLoadBalancers;
import dev.landfall.local.cloud.InMemoryRoleGrants;
import dev.landfall.local.cloud.InMemoryServiceDetails;
import dev.landfall.model.Architecture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    final List<DefaultRoute> functionRoutes = new ArrayList<>();
    Optional<String> authenticationMode = Optional.of("API");

    /** A source with nothing to complain of: each service its own family, one certificate, like load balancers. */
    void sound(String domain, List<String> serviceNames) {
        serviceNames.forEach(name -> services.put(name, service(name, name)));
        certificates.add(certificate(domain, "ISSUED"));
        loadBalancers.add(loadBalancer("source", "source.elb.example.net"));
        loadBalancers.add(loadBalancer("target", "target.elb.example.net"));
        loadBalancerOfService.put(serviceNames.getFirst(), "source");
        databaseServers.put("source-db", database("retool-source", Map.of("rds.force_ssl", "0")));
        databaseServers.put("target-db", database("retool-target", Map.of("rds.force_ssl", "0")));
        egress.put("subnet-1", List.of("192.0.2.17"));
        functionRoutes.add(new DefaultRoute("subnet-9", Optional.of("nat-1")));
    }

    static ServiceDetail service(String name, String family) {
        return new ServiceDetail(
                name, "FARGATE", family, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    static Certificate certificate(String domain, String status) {
        return new Certificate(
                "arn:aws:acm:eu-west-1:111122223333:certificate/one",
                List.of(domain),
                status,
                Optional.empty(),
                status.equals("ISSUED")
                        ? List.of()
                        : List.of(new RecordSet(
                                "_1a." + domain, "CNAME", 300, List.of("_2b.acm-validations.aws"), false)));
    }

    static LoadBalancer loadBalancer(String name, String dnsName) {
        return new LoadBalancer(
                name,
                dnsName,
                "internet-facing",
                60,
                List.of("0.0.0.0/0"),
                Optional.empty(),
                List.of(new Listener(
                        443,
                        "HTTPS",
                        List.of("arn:aws:acm:eu-west-1:111122223333:certificate/one"),
                        List.of("forward"),
                        Optional.empty())));
    }

    static DatabaseServer database(String id, Map<String, String> parameters) {
        return database(id, parameters, new ServerCertificate("rds-ca-rsa2048-g1", Optional.empty()));
    }

    static DatabaseServer database(String id, Map<String, String> parameters, ServerCertificate certificate) {
        return new DatabaseServer(
                id,
                "postgres",
                "15.4",
                "db.m5.large",
                100,
                Optional.empty(),
                true,
                true,
                true,
                7,
                parameters,
                Optional.empty(),
                Optional.of(certificate));
    }

    final List<Machine> machines = new ArrayList<>(List.of(new Machine(Architecture.AMD64, false)));

    Surroundings gateway(InMemoryDnsZone zone) {
        return new Surroundings(
                new InMemoryServiceDetails(services),
                new InMemoryEnvironmentFiles(environmentFiles),
                new InMemoryRoleGrants(roles),
                new InMemoryLoadBalancers(loadBalancers, loadBalancerOfService),
                new InMemoryCertificates(certificates),
                new InMemoryDatabaseServers(databaseServers),
                zone,
                new InMemoryEgressAddresses(egress, functionRoutes),
                new InMemoryClusterNodes(machines),
                () -> authenticationMode);
    }
}
