package dev.landfall.local.world.side;

import dev.landfall.gateway.Certificates.Certificate;
import dev.landfall.gateway.DatabaseServers.DatabaseServer;
import dev.landfall.gateway.EgressAddresses.DefaultRoute;
import dev.landfall.gateway.LoadBalancers.Listener;
import dev.landfall.gateway.LoadBalancers.LoadBalancer;
import dev.landfall.gateway.RoleGrants.Grant;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.ServiceDetails.ContainerDetail;
import dev.landfall.gateway.ServiceDetails.Scaling;
import dev.landfall.gateway.ServiceDetails.ServiceDetail;
import dev.landfall.gateway.Surroundings;
import dev.landfall.local.cloud.InMemoryCertificates;
import dev.landfall.local.cloud.InMemoryClusterAccess;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What stands around the two Retools of the local world: roles, load balancers, a certificate, RDS, NAT gateways. */
public final class AroundRetool {

    private static final String TASK_ROLE = "arn:aws:iam::000000000000:role/retool-task";
    private static final String CERTIFICATE =
            "arn:aws:acm:us-east-1:000000000000:certificate/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";

    private AroundRetool() {}

    /** The same every time; nothing of it changes while a world lives. */
    public static Surroundings surroundings(InMemoryDnsZone zone) {
        return new Surroundings(
                new InMemoryServiceDetails(services()),
                new InMemoryEnvironmentFiles(Map.of()),
                new InMemoryRoleGrants(Map.of(
                        TASK_ROLE,
                        List.of(new Grant(
                                "reports",
                                "Allow",
                                List.of("s3:GetObject", "s3:PutObject"),
                                List.of("arn:aws:s3:::acme-retool-reports/*"))))),
                new InMemoryLoadBalancers(
                        List.of(
                                loadBalancer("retool-alb", Names.SOURCE_DNS),
                                loadBalancer("k8s-acmeretool-9b1c8d8c11", Names.TARGET_DNS)),
                        Map.of(Names.SOURCE_MAIN, "retool-alb")),
                new InMemoryCertificates(List.of(new Certificate(
                        CERTIFICATE,
                        List.of(Names.DOMAIN, "blueprints." + Names.DOMAIN),
                        "ISSUED",
                        Optional.of(Instant.parse("2027-06-30T12:00:00Z")),
                        List.of(Names.VALIDATION)))),
                new InMemoryDatabaseServers(Map.of(
                        Names.SOURCE_DATABASE_HOST, database("retool-production", Map.of("rds.force_ssl", "0")),
                        Names.TARGET_DATABASE_HOST, database("retool-blueprint", Map.of("rds.force_ssl", "0")))),
                zone,
                new InMemoryEgressAddresses(
                        Map.of("subnet-0a1b2c3d", List.of("192.0.2.17"), "subnet-1a2b3c4d", List.of("192.0.2.18")),
                        List.of(
                                new DefaultRoute("subnet-2a3b4c5d", Optional.of("nat-0c1d2e3f4a5b6c7d8")),
                                new DefaultRoute("subnet-3a4b5c6d", Optional.of("nat-0c1d2e3f4a5b6c7d8")))),
                new InMemoryClusterNodes(List.of(new Machine(Architecture.AMD64, false))),
                new InMemoryClusterAccess(Optional.of("API_AND_CONFIG_MAP")));
    }

    private static Map<String, ServiceDetail> services() {
        return SourceSide.serviceNames().stream().collect(Collectors.toMap(Function.identity(), AroundRetool::service));
    }

    private static ServiceDetail service(String name) {
        var digest = "sha256:" + "5e1f".repeat(16);
        return new ServiceDetail(
                name,
                "FARGATE",
                name,
                Optional.of(TASK_ROLE),
                Optional.of("arn:aws:iam::000000000000:role/retool-execution"),
                name.equals(Names.SOURCE_MAIN) || name.equals("retool-workflows-backend")
                        ? Optional.of(new Scaling(1, 6))
                        : Optional.empty(),
                Map.of(
                        name,
                        new ContainerDetail(
                                Optional.of(digest),
                                List.of(SecretText.of("./docker_scripts/start_api.sh")),
                                Map.of("team", SecretText.of("internal-tools")),
                                true)));
    }

    private static LoadBalancer loadBalancer(String name, String dnsName) {
        return new LoadBalancer(
                name,
                dnsName,
                "internet-facing",
                60,
                List.of("0.0.0.0/0"),
                Optional.empty(),
                List.of(
                        new Listener(80, "HTTP", List.of(), List.of("redirect"), Optional.empty()),
                        new Listener(443, "HTTPS", List.of(CERTIFICATE), List.of("forward"), Optional.empty())));
    }

    private static DatabaseServer database(String id, Map<String, String> parameters) {
        return new DatabaseServer(
                id,
                "postgres",
                "15.19",
                "db.m5.large",
                200,
                Optional.of(1000),
                true,
                true,
                true,
                7,
                parameters,
                Optional.empty(),
                Optional.empty());
    }
}
