package dev.landfall.rights;

import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.TargetCluster.ClusterRight;
import dev.landfall.rights.MethodCheck.InCluster;
import dev.landfall.rights.MethodCheck.NeedsNothing;
import dev.landfall.rights.MethodCheck.Read;
import dev.landfall.rights.MethodCheck.Reading;
import dev.landfall.rights.MethodCheck.Simulated;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** For every gateway method that a handler can reach, how it is checked; a test holds that none is missing. */
final class MethodChecks {

    private static final ClusterRight READ_DEPLOYMENTS = new ClusterRight("get", "apps", "deployments");
    private static final ClusterRight CHANGE_DEPLOYMENTS = new ClusterRight("patch", "apps", "deployments");

    private static final Map<String, MethodCheck> ALL = all();

    private MethodChecks() {}

    /** Empty for a method that nobody wrote a check for. */
    static Optional<MethodCheck> of(String method) {
        return Optional.ofNullable(ALL.get(method));
    }

    private static Map<String, MethodCheck> all() {
        var checks = new TreeMap<String, MethodCheck>();
        store(checks);
        source(checks);
        cluster(checks);
        secrets(checks);
        names(checks);
        surroundings(checks);
        people(checks);
        // Any question to a database needs the way there and the user's password; this one is over at once.
        for (var method : List.of(
                "activity",
                "admission",
                "admit",
                "code",
                "contents",
                "counts",
                "endSessions",
                "facts",
                "fence",
                "identity",
                "limits",
                "mark",
                "powers",
                "readOnlyByDefault",
                "rights",
                "searchPath",
                "sessions")) {
            checks.put(
                    "Databases." + method, new Read(Set.of("Databases.identity"), reading(ConnectionReads::databases)));
        }
        return Map.copyOf(checks);
    }

    private static void store(Map<String, MethodCheck> checks) {
        checks.put("RunStore.location", new NeedsNothing());
        read(checks, "RunStore.read", ground -> ground.gateways().runStore().read(CheckGround.NOBODY));
        read(checks, "RunStore.list", ground -> ground.gateways().runStore().list(CheckGround.NOBODY));
        read(checks, "RunStore.files", ground -> ground.gateways().runStore().files(CheckGround.NOBODY + "/"));
        read(checks, "RunStore.folders", ground -> ground.gateways().runStore().folders(CheckGround.NOBODY));
        simulated(checks, "RunStore.write", "RunStore.writeIfAbsent", "RunStore.delete");
    }

    private static void source(Map<String, MethodCheck> checks) {
        checks.put("SourceCluster.name", new NeedsNothing());
        read(
                checks,
                "SourceCluster.services",
                ground -> ground.gateways().source().services());
        read(
                checks,
                "SourceCluster.schedules",
                ground -> ground.gateways().source().schedules());
        read(
                checks,
                "SourceCluster.moverTasks",
                ground -> ground.gateways().source().moverTasks(CheckGround.NOBODY));
        simulated(
                checks,
                "SourceCluster.scale",
                "SourceCluster.suspendScaling",
                "SourceCluster.enableSchedule",
                "SourceCluster.stopMoverTask",
                "DatabaseHost.createSnapshot");
        read(
                checks,
                "DatabaseHost.find",
                ground -> ground.gateways()
                        .databaseHost()
                        .find(ground.capture().database("app").source().host()));
        read(
                checks,
                "DatabaseHost.snapshotStatus",
                ground -> ground.gateways().databaseHost().snapshotStatus(CheckGround.NOBODY));
    }

    private static void cluster(Map<String, MethodCheck> checks) {
        checks.put("TargetCluster.name", new NeedsNothing());
        read(
                checks,
                "TargetCluster.deployments",
                ground -> ground.gateways().target().deployments());
        checks.put(
                "TargetCluster.controllers",
                inCluster(
                        new ClusterRight("list", "apps", "deployments"),
                        new ClusterRight("list", "autoscaling", "horizontalpodautoscalers")));
        read(
                checks,
                "TargetCluster.secret",
                ground -> ground.gateways().target().secret(CheckGround.NOBODY, CheckGround.NOBODY));
        checks.put("TargetCluster.createServiceAccount", inCluster(serviceAccount("create"), serviceAccount("get")));
        // A Job that is there is read with its pods and its events, and none is there yet.
        checks.put(
                "TargetCluster.jobs",
                inCluster(job("list"), new ClusterRight("list", "", "pods"), new ClusterRight("list", "", "events")));
        for (var method : List.of("scale", "saveReplicas", "forgetReplicas")) {
            checks.put("TargetCluster." + method, inCluster(READ_DEPLOYMENTS, CHANGE_DEPLOYMENTS));
        }
        checks.put(
                "TargetCluster.createJob",
                inCluster(job("create"), job("get"), job("delete"), secret("create"), secret("get"), secret("delete")));
        checks.put("TargetCluster.deleteJob", inCluster(job("get"), job("delete"), secret("delete")));
    }

    private static void secrets(Map<String, MethodCheck> checks) {
        checks.put("SecretVault.resolve", new Read(Set.of("SecretVault.resolve"), reading(SecretReads::resolve)));
        read(
                checks,
                "SecretVault.encrypt",
                ground -> ground.gateways().secretVault().encrypt(Map.of("purpose", "check"), "check"));
        read(
                checks,
                "SecretVault.fingerprint",
                ground -> ground.gateways().secretVault().fingerprint("check".getBytes(StandardCharsets.UTF_8)));
        read(
                checks,
                "SecretVault.sign",
                ground -> ground.gateways().secretVault().sign("check"));
        // Whoever may ask is told that it is not, and whoever may not is told so.
        read(
                checks,
                "SecretVault.verify",
                ground -> ground.gateways().secretVault().verify("check", "A".repeat(43)));
        simulated(checks, "SecretVault.decrypt", "SecretVault.keep");
    }

    private static void names(Map<String, MethodCheck> checks) {
        read(checks, "DnsZone.records", ground -> ground.gateways().dnsZone().records(ground.domain()));
        read(
                checks,
                "DnsZone.nameServers",
                ground -> ground.gateways().dnsZone().nameServers());
        read(checks, "DnsZone.zoneId", ground -> ground.gateways().dnsZone().zoneId());
        simulated(checks, "DnsZone.apply", "DnsZone.plan", "DnsZone.inSync");
        read(
                checks,
                "ZoneRecords.apex",
                ground -> ground.gateways().surroundings().zone().apex());
        read(
                checks,
                "ZoneRecords.atAndBelow",
                ground -> ground.gateways().surroundings().zone().atAndBelow(ground.domain()));
        checks.put("NameServers.publicResolvers", new NeedsNothing());
        checks.put(
                "NameServers.ask",
                new Read(Set.of("NameServers.ask", "NameServers.publicResolvers"), ConnectionReads::resolver));
    }

    private static void surroundings(Map<String, MethodCheck> checks) {
        around(
                checks,
                "Certificates.covering",
                (ground, gateways) -> gateways.surroundings().certificates().covering(ground.domain()));
        around(
                checks,
                "DatabaseServers.at",
                (ground, gateways) -> gateways.surroundings()
                        .databaseServers()
                        .at(ground.capture().database("app").source().host()));
        around(
                checks,
                "EgressAddresses.of",
                (ground, gateways) -> gateways.surroundings()
                        .egress()
                        .of(ground.capture().network().subnets()));
        around(
                checks,
                "EgressAddresses.ofFunctions",
                (ground, gateways) -> gateways.surroundings().egress().ofFunctions());
        around(
                checks,
                "ClusterAccess.authenticationMode",
                (ground, gateways) -> gateways.surroundings().clusterAccess().authenticationMode());
        around(
                checks,
                "ClusterNodes.running",
                (ground, gateways) -> gateways.surroundings().nodes().running());
        around(
                checks,
                "LoadBalancers.ofService",
                (ground, gateways) -> gateways.surroundings().loadBalancers().ofService(ground.mainService()));
        around(
                checks,
                "LoadBalancers.named",
                (ground, gateways) -> ground.configuration()
                        .source()
                        .dnsTarget()
                        .ifPresent(
                                name -> gateways.surroundings().loadBalancers().named(name)));
        around(
                checks,
                "ServiceDetails.of",
                (ground, gateways) -> gateways.surroundings().services().of(ground.mainService()));
        simulated(checks, "EnvironmentFiles.read", "RoleGrants.of");
    }

    private static void people(Map<String, MethodCheck> checks) {
        checks.put("Notices.approvalPage", new NeedsNothing());
        read(
                checks,
                "Notices.confirmedAddresses",
                ground -> ground.gateways().notices().confirmedAddresses());
        read(checks, "Notices.listeners", ground -> ground.gateways().notices().listeners());
        read(
                checks,
                "Notices.unprotectedAddresses",
                ground -> ground.gateways().notices().unprotectedAddresses());
        checks.put(
                "Notices.pageSilence",
                new Read(Set.of("Notices.pageSilence", "Notices.approvalPage"), ConnectionReads::page));
        simulated(
                checks,
                "Notices.send",
                "Notices.announce",
                "TaskTokens.succeed",
                "TaskTokens.fail",
                "Executions.startRollback");
        read(
                checks,
                "Executions.output",
                ground -> ground.gateways().executions().output(ground.run().executionArn()));
        read(
                checks,
                "Executions.status",
                ground -> ground.gateways().executions().status(ground.run().executionArn()));
        read(
                checks,
                "Executions.states",
                ground -> ground.gateways().executions().states(ground.run().executionArn()));
        // Where it is refused, each gate asks for two people: that is in nobody's way before the move.
        checks.put("Executions.starter", new NeedsNothing());
        checks.put("HttpProbe.get", new Read(Set.of("HttpProbe.get"), ConnectionReads::loadBalancers));
    }

    private static void read(Map<String, MethodCheck> checks, String method, Consumer<CheckGround> reading) {
        checks.put(method, new Read(Set.of(method), reading(reading)));
    }

    private static void around(
            Map<String, MethodCheck> checks, String method, BiConsumer<CheckGround, Gateways> reading) {
        read(checks, method, ground -> reading.accept(ground, ground.gateways()));
    }

    private static void simulated(Map<String, MethodCheck> checks, String... methods) {
        Stream.of(methods).forEach(method -> checks.put(method, new Simulated()));
    }

    private static Reading reading(Consumer<CheckGround> work) {
        return ground -> {
            work.accept(ground);
            return Optional.empty();
        };
    }

    private static InCluster inCluster(ClusterRight... rights) {
        return new InCluster(List.of(rights));
    }

    private static ClusterRight job(String verb) {
        return new ClusterRight(verb, "batch", "jobs");
    }

    private static ClusterRight serviceAccount(String verb) {
        return new ClusterRight(verb, "", "serviceaccounts");
    }

    private static ClusterRight secret(String verb) {
        return new ClusterRight(verb, "", "secrets");
    }
}
