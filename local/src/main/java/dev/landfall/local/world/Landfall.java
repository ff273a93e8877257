package dev.landfall.local.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.landfall.embedded.S3Server;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.OwnRights;
import dev.landfall.gateway.aws.S3RunStore;
import dev.landfall.gateway.dns.WireNameServers;
import dev.landfall.gateway.http.JdkHttpProbe;
import dev.landfall.gateway.kubernetes.KubernetesTargetCluster;
import dev.landfall.gateway.kubernetes.MoverPod;
import dev.landfall.gateway.postgres.PasswordSource;
import dev.landfall.gateway.postgres.PostgresDatabases;
import dev.landfall.local.cloud.InMemoryOwnRights;
import dev.landfall.local.engine.Engine;
import dev.landfall.local.engine.EngineListener;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.endpoint.StepFunctionsEndpoint;
import dev.landfall.local.engine.integration.EcsRunTask;
import dev.landfall.local.engine.integration.Integrations;
import dev.landfall.local.engine.integration.LambdaInvoke;
import dev.landfall.local.strict.EventInvoke;
import dev.landfall.local.strict.StrictAws;
import dev.landfall.local.world.execution.ExecutionRecords;
import dev.landfall.local.world.execution.WorldExecutions;
import dev.landfall.local.world.function.ApprovalSite;
import dev.landfall.local.world.function.EngineTokens;
import dev.landfall.local.world.function.Handlers;
import dev.landfall.local.world.function.Outbox;
import dev.landfall.local.world.function.Withheld;
import dev.landfall.local.world.process.ChildProcesses;
import dev.landfall.local.world.process.EcsTasks;
import dev.landfall.local.world.process.MoverProcesses;
import dev.landfall.local.world.process.MoverProgram;
import dev.landfall.local.world.side.AroundRetool;
import dev.landfall.local.world.side.Names;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.model.definition.DefinitionFile;
import dev.landfall.model.definition.FunctionTimes;
import dev.landfall.model.definition.WatchedEnds;
import dev.landfall.model.rights.ResourceNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Landfall itself as it would be deployed: functions, engine, run bucket, approval page, and the rule that closes the
 * run of an execution that ended without closing it.
 */
final class Landfall implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Landfall.class);
    private static final Duration PROBE_WITHIN = Duration.ofSeconds(10);
    private static final Duration RETURNED_WITHIN = Duration.ofMinutes(10);
    private static final Duration NAME_SERVER_WITHIN = Duration.ofSeconds(3);

    private final Servers servers;
    private final Clouds clouds;
    private final Clock clock;
    private final Engine engine;
    private final StepFunctionsEndpoint endpoint;
    private final ExecutionRecords records;
    private final Outbox outbox;
    private final Late<LambdaInvoke.Functions> functions;
    private final Late<EcsRunTask.Tasks> tasks;
    private final Late<Gateways> gateways = new Late<>("gateways");
    private final Late<MoverProcesses> movers = new Late<>("movers");
    private final ExecutorService afterwards = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("after-execution").factory());
    private final Queue<Execution> returning = new ConcurrentLinkedQueue<>();
    private Optional<ApprovalSite> site = Optional.empty();

    private final Optional<StrictAws> strict;
    private final WorldOptions options;

    private Landfall(
            WorldOptions options,
            Servers servers,
            Clouds clouds,
            LocalConfiguration configuration,
            Clock clock,
            Interference interference)
            throws IOException {
        this.options = options;
        strict = options.strict().map(StrictAws::new);
        this.servers = servers;
        this.clouds = clouds;
        this.clock = clock;
        functions = new Late<>("functions");
        tasks = new Late<>("tasks");
        var integrations = Integrations.of(
                new LambdaInvoke((name, payload) -> functions.get().invoke(name, payload)),
                new EcsRunTask(request -> tasks.get().run(request)));
        engine = new Engine(
                interference.time(),
                interference.around(strict.map(aws -> aws.around(integrations)).orElse(integrations)),
                new SecureRandom());
        endpoint = StepFunctionsEndpoint.start(engine);
        records = new ExecutionRecords(options.home().executions(), clock);
        engine.addListener(records);
        engine.addListener(new EngineListener() {
            @Override
            public void onEnd(Execution execution) {
                closeWhereStopped(execution);
            }
        });
        outbox = new Outbox(options.home().outbox(), configuration::addresses, clock);
    }

    static Landfall create(
            WorldOptions options,
            Servers servers,
            Clouds clouds,
            LocalConfiguration configuration,
            Clock clock,
            Interference interference) {
        try {
            return new Landfall(options, servers, clouds, configuration, clock, interference);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the Step Functions endpoint", e);
        }
    }

    /** What runs the mover, once the endpoints that it needs are there. */
    MoverProcesses movers(ChildProcesses children, Optional<Path> moverJar) {
        movers.set(new MoverProcesses(
                new MoverProgram(moverJar, servers.s3().endpoint(), endpoint.uri()),
                children,
                options.home().logs(),
                strict.map(aws -> options.home().scratch())));
        return movers.get();
    }

    /** Deploys configuration and functions. */
    void begin(Cluster cluster, LocalConfiguration configuration, WorldState state, List<Withheld> withheld) {
        EcsRunTask.Tasks ecs = new EcsTasks(movers.get(), clouds.source());
        tasks.set(strict.map(aws -> aws.around(ecs)).orElse(ecs));
        var target = new KubernetesTargetCluster(
                cluster.client(),
                Names.TARGET_CLUSTER,
                Names.NAMESPACE,
                Names.RELEASE,
                MoverPod.of("landfall/mover:local", "landfall-mover"));
        var store = S3RunStore.at(servers.s3().endpoint(), S3Server.BUCKET);
        var reached = new Gateways(
                clouds.source(),
                target,
                clouds.databaseHost(),
                new PostgresDatabases(PasswordSource.of(clouds.vault(), target), Optional.empty()),
                clouds.zone(),
                new WireNameServers(List.of("127.0.0.1:" + state.port(Ports.Use.RESOLVER)), NAME_SERVER_WITHIN),
                new JdkHttpProbe(PROBE_WITHIN),
                store,
                clouds.vault(),
                outbox,
                new EngineTokens(engine::tokens),
                new WorldExecutions(records, this::startRollback, returning::add),
                rights(configuration, List.of()),
                AroundRetool.surroundings(clouds.zone()),
                clock);
        gateways.set(strict.map(aws -> aws.around(reached)).orElse(reached));
        store.write(
                RunLayout.CONFIGURATION, configuration.tree().toPrettyString().getBytes(StandardCharsets.UTF_8));
        var handlers =
                Handlers.with(gateways.get(), function -> rights(configuration, Withheld.from(withheld, function)));
        functions.set(strict.<LambdaInvoke.Functions>map(aws -> aws.around(handlers, times()))
                .orElse(handlers));
        site = Optional.of(ApprovalSite.start(state.port(Ports.Use.APPROVALS), functions.get()));
    }

    private static OwnRights rights(LocalConfiguration configuration, List<String> withheld) {
        var names = ResourceNames.configured(configuration.tree())
                .with("bucket", S3Server.BUCKET)
                .with("key", "alias/landfall")
                .with("tokenKey", "alias/landfall-token")
                .with("fingerprintKey", "alias/landfall-fingerprint")
                .with("linkKey", "alias/landfall-link")
                .with("topic", "landfall");
        return new InMemoryOwnRights(names, () -> withheld);
    }

    private Function<String, Duration> times() {
        try {
            var times = FunctionTimes.of(DefinitionFile.in(options.checkout().resolve("statemachine"))
                    .values());
            return function -> Duration.ofSeconds(times.seconds(function));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the definitions", e);
        }
    }

    /** Closes the runs of executions that ended with the process that ran them. */
    void closeAbandoned() {
        records.abortAbandoned().forEach(record -> closeAbandoned(record.name(), record.arn(), record.status()));
    }

    Engine engine() {
        return engine;
    }

    Gateways gateways() {
        return gateways.get();
    }

    ExecutionRecords records() {
        return records;
    }

    Outbox outbox() {
        return outbox;
    }

    /** Waits for what follows an execution's end, also for the way back that was started then. */
    void settle() {
        try {
            afterwards.submit(() -> {}).get();
            for (var back = returning.poll(); back != null; back = returning.poll()) {
                if (!back.await(RETURNED_WITHIN)) {
                    LOG.warn("the run {} that gives the source back goes on", back.name());
                }
                afterwards.submit(() -> {}).get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("an empty task failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        site.ifPresent(ApprovalSite::close);
        afterwards.close();
        endpoint.close();
        engine.close();
        records.close();
    }

    private Execution startRollback(String name, String inputJson) {
        try {
            return engine.start(
                    new Machines(options.checkout()).load("rollback"), name, Json.MAPPER.readTree(inputJson));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Landfall's own input is JSON", e);
        }
    }

    private void closeWhereStopped(Execution execution) {
        var status = execution.status().name();
        if (WatchedEnds.STATUSES.contains(status)) {
            afterwards.execute(() -> closeAbandoned(execution.name(), execution.arn(), status));
        }
    }

    private void closeAbandoned(String runId, String executionArn, String status) {
        var input = JsonNodeFactory.instance
                .objectNode()
                .put("runId", runId)
                .put("executionArn", executionArn)
                .put("status", status);
        try {
            new EventInvoke(functions.get()).invoke("CloseAbandonedRun", input.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LambdaInvoke.LambdaError e) {
            LOG.error("the run {} could not be closed; its lock is taken over by the next run", runId, e);
        }
    }
}
