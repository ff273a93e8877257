package dev.landfall.local.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.landfall.gateway.DatabaseHost;
import dev.landfall.gateway.DatabaseServers.DatabaseServer;
import dev.landfall.gateway.Databases;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.HttpProbe;
import dev.landfall.gateway.LoadBalancers.Listener;
import dev.landfall.gateway.LoadBalancers.LoadBalancer;
import dev.landfall.gateway.NameServers;
import dev.landfall.gateway.Notices;
import dev.landfall.gateway.OwnRights;
import dev.landfall.gateway.RecordSet;
import dev.landfall.gateway.SourceService;
import dev.landfall.gateway.Surroundings;
import dev.landfall.gateway.TargetCluster;
import dev.landfall.gateway.TaskTokens;
import dev.landfall.local.cloud.InMemoryCertificates;
import dev.landfall.local.cloud.InMemoryClusterAccess;
import dev.landfall.local.cloud.InMemoryClusterNodes;
import dev.landfall.local.cloud.InMemoryDatabaseServers;
import dev.landfall.local.cloud.InMemoryDnsZone;
import dev.landfall.local.cloud.InMemoryEgressAddresses;
import dev.landfall.local.cloud.InMemoryEnvironmentFiles;
import dev.landfall.local.cloud.InMemoryLoadBalancers;
import dev.landfall.local.cloud.InMemoryRoleGrants;
import dev.landfall.local.cloud.InMemorySecretVault;
import dev.landfall.local.cloud.InMemoryServiceDetails;
import dev.landfall.local.cloud.InMemorySourceCluster;
import dev.landfall.local.engine.Engine;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.StateMachine;
import dev.landfall.local.engine.integration.EcsRunTask;
import dev.landfall.local.engine.integration.Integrations;
import dev.landfall.local.engine.integration.LambdaInvoke;
import dev.landfall.local.world.execution.ExecutionRecords;
import dev.landfall.local.world.function.Handlers;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A capture of a source that is described: the shipped definition, the shipped handlers, and the source in memory.
 *
 * @param folder where everything is written; the vault below it keeps the sample's secrets
 */
public record SampleRun(DescribedSource source, Path folder) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    public SampleRun(Sample sample, Path folder) {
        this(new DescribedSample(sample), folder);
    }

    /** How a capture ended. */
    public record Ended(String runId, String status, String error, String cause) {
        /** Whether the execution SUCCEEDED. */
        public boolean succeeded() {
            return status.equals("SUCCEEDED");
        }
    }

    /** What the run wrote. */
    public FolderRunStore store() {
        return new FolderRunStore(folder.resolve("store"));
    }

    /** Runs to the end. */
    public Ended run(StateMachine machine, String runId) {
        var clock = Clock.systemUTC();
        try (var records = new ExecutionRecords(folder.resolve("executions"), clock)) {
            var vault = new InMemorySecretVault(folder.resolve("vault"));
            var functions =
                    Handlers.with(gateways(vault, records, clock), function -> NotInASample.gateway(OwnRights.class));
            try (var engine = Engine.inRealTime(Integrations.of(
                    new LambdaInvoke(functions), new EcsRunTask(NotInASample.gateway(EcsRunTask.Tasks.class))))) {
                engine.addListener(records);
                return ended(engine.start(machine, runId, JsonNodeFactory.instance.objectNode()));
            }
        }
    }

    private static Ended ended(Execution execution) {
        while (!execution.await(LOOK_EVERY)) {
            Thread.onSpinWait();
        }
        return new Ended(
                execution.name(),
                execution.status().name(),
                execution.error().orElse(""),
                execution.cause().orElse(""));
    }

    private Gateways gateways(InMemorySecretVault vault, ExecutionRecords records, Clock clock) {
        var services = source.services(vault);
        var domain = source.domain();
        var names = services.stream().map(SourceService::name).toList();
        store().write(RunLayout.CONFIGURATION, configuration(domain, names));
        var zone = new InMemoryDnsZone(
                folder.resolve("cloud"),
                "Z0SAMPLE",
                domain.substring(domain.indexOf('.') + 1),
                List.of("ns1.example.net"),
                List.of(new RecordSet(domain, "CNAME", 300, List.of("retool-1.elb.amazonaws.com"), false)),
                0,
                clock);
        return new Gateways(
                new InMemorySourceCluster(
                        folder.resolve("cloud"), source.word(), services, names, List.of(), Duration.ZERO, clock),
                NotInASample.gateway(TargetCluster.class),
                NotInASample.gateway(DatabaseHost.class),
                NotInASample.gateway(Databases.class),
                zone,
                new NoResolvers(),
                NotInASample.gateway(HttpProbe.class),
                store(),
                source.read(vault),
                NotInASample.gateway(Notices.class),
                NotInASample.gateway(TaskTokens.class),
                records,
                NotInASample.gateway(OwnRights.class),
                surroundings(vault, zone, names.getFirst()),
                clock);
    }

    private Surroundings surroundings(InMemorySecretVault vault, InMemoryDnsZone zone, String main) {
        var http = new Listener(80, "HTTP", List.of(), List.of("forward"), Optional.empty());
        var balancer = new LoadBalancer(
                "retool",
                "retool-1.elb.amazonaws.com",
                "internet-facing",
                60,
                List.of("0.0.0.0/0"),
                Optional.empty(),
                List.of(http));
        var database = new DatabaseServer(
                "retool",
                "postgres",
                isOldest() ? "13.11" : "15.10",
                "db.m5.large",
                80,
                Optional.empty(),
                isOldest(),
                false,
                false,
                7,
                Map.of(),
                Optional.empty(),
                Optional.empty());
        return new Surroundings(
                new InMemoryServiceDetails(source.details(vault)),
                new InMemoryEnvironmentFiles(Map.of()),
                new InMemoryRoleGrants(Map.of()),
                source.hasSurroundings()
                        ? new InMemoryLoadBalancers(List.of(balancer), Map.of(main, "retool"))
                        : new InMemoryLoadBalancers(List.of(), Map.of()),
                new InMemoryCertificates(List.of()),
                new InMemoryDatabaseServers(
                        source.hasSurroundings()
                                ? Map.of("retool.cqx1exampl3.us-east-1.rds.amazonaws.com", database)
                                : Map.of()),
                zone,
                new InMemoryEgressAddresses(Map.of(), List.of()),
                new InMemoryClusterNodes(List.of()),
                new InMemoryClusterAccess(Optional.empty()));
    }

    private boolean isOldest() {
        return source.word().equals(Sample.CLOUDFORMATION_FARGATE.word());
    }

    private static byte[] configuration(String domain, List<String> services) {
        var tree = Json.MAPPER.createObjectNode();
        tree.put("domain", domain);
        var source = tree.putObject("source").put("cluster", "retool");
        services.forEach(source.putArray("services")::add);
        tree.putObject("target").put("cluster", "retool-blueprint").put("namespace", "retool-retool");
        tree.putObject("approvals")
                .putArray("approvers")
                .add("alice@example.com")
                .add("bob@example.com");
        tree.putObject("dns").put("zoneId", "Z0SAMPLE");
        return tree.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Without a resolver DNS is not asked. */
    private static final class NoResolvers implements NameServers {

        @Override
        public List<String> publicResolvers() {
            return List.of();
        }

        @Override
        public Answer ask(String server, String name, String type, boolean recursive) {
            return new Answer(server, "TIMEOUT", false, 0, List.of());
        }
    }
}
