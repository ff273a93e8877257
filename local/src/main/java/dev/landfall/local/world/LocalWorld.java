package dev.landfall.local.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.embedded.PostgresServer;
import dev.landfall.gateway.Gateways;
import dev.landfall.local.cloud.InMemorySourceCluster;
import dev.landfall.local.engine.Engine;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.StateMachine;
import dev.landfall.local.world.execution.ExecutionRecords;
import dev.landfall.local.world.function.Outbox;
import dev.landfall.local.world.kubernetes.KubernetesApi;
import dev.landfall.local.world.process.ChildProcesses;
import dev.landfall.local.world.side.BeforeSettings;
import dev.landfall.local.world.side.LiveSettings;
import dev.landfall.local.world.side.Names;
import dev.landfall.local.world.side.SourceSide;
import dev.landfall.local.world.side.TargetDatabase;
import dev.landfall.local.world.side.TargetSide;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.folder.FolderKind;
import dev.landfall.model.folder.OwnFolder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A Retool on ECS, an empty one on EKS and everything Landfall needs to move it, on this machine. Real: both PostgreSQL
 * servers, S3, the mover's processes, DNS, HTTP. Stand-ins: the control planes and the state-machine engine.
 *
 * <p>It stays between commands; while it is open it holds the world's lock, and nothing it started outlives it.
 */
public final class LocalWorld implements AutoCloseable {

    private final WorldOptions options;
    private final ClosingStack opened;
    private final Servers servers;
    private final WorldSecrets secrets;
    private final Clouds clouds;
    private final Cluster cluster;
    private final Landfall landfall;

    private LocalWorld(
            WorldOptions options,
            ClosingStack opened,
            Servers servers,
            WorldSecrets secrets,
            Clouds clouds,
            Cluster cluster,
            Landfall landfall) {
        this.options = options;
        this.opened = opened;
        this.servers = servers;
        this.secrets = secrets;
        this.clouds = clouds;
        this.cluster = cluster;
        this.landfall = landfall;
    }

    /**
     * Opens the world, building what is missing and mending what a command that was killed left behind.
     *
     * @param says is told what takes a while, in a few words
     */
    public static LocalWorld open(WorldOptions options, Consumer<String> says) {
        return open(options, says, Interference.NONE);
    }

    private static OwnFolder claimed(WorldHome home) {
        try {
            return home.claim();
        } catch (IOException e) {
            throw WorldProblem.of("use the world in " + home.root(), e).asException(e);
        }
    }

    /** The same with something between the engine and all that it calls. */
    public static LocalWorld open(WorldOptions options, Consumer<String> says, Interference interference) {
        var home = options.home();
        var opened = new ClosingStack();
        try {
            opened.add(WorldLock.take(home));
            var configuration = LocalConfiguration.read(options.configuration());
            var children = ChildProcesses.open(home.children());
            var secrets = WorldSecrets.in(home);
            var before = WorldState.read(home);
            CopiedWorld.refuse(home, claimed(home), before);
            var chosen = before.withShared(configuration.sharesDatabase(), home)
                    .withPorts(Ports.choose(before.ports(), options.ports()))
                    .written(home);
            var scale = options.scale().or(before::scale).orElse(BigDecimal.ONE);
            Rebuild.refuseWhereLive(home, before, scale);
            options.strict()
                    .ifPresent(seed -> says.accept("the world is as unkind as AWS: --strict-aws=" + seed.value()));
            says.accept(
                    chosen.sharesDatabase()
                            ? "starting PostgreSQL (one for both sides), S3 and the Kubernetes API"
                            : "starting PostgreSQL (source and target), S3 and the Kubernetes API");
            var servers = opened.add(Servers.start(home, chosen, secrets, scale, says));
            opened.add(children);
            var state = servers.state();
            var clock = Clock.systemUTC();
            var clouds = Clouds.open(
                    home,
                    state,
                    new SourceSide(secrets.shared(), servers.source().port()),
                    clock);
            var retools = opened.add(Retools.start(state, secrets, servers, clouds));
            var landfall = opened.add(Landfall.create(options, servers, clouds, configuration, clock, interference));
            var cluster = opened.add(Cluster.start(
                    home,
                    state,
                    new TargetSide(secrets.shared(), servers.targetDatabase(secrets.shared())),
                    retools,
                    landfall.movers(children, options.moverJar())));
            opened.add(NameServers.start(state, clouds, clock));
            landfall.begin(cluster, configuration.of(state), state, options.withheld());
            var world = new LocalWorld(options, opened, servers, secrets, clouds, cluster, landfall);
            landfall.closeAbandoned();
            landfall.settle();
            Presence.of(world, state).write(home);
            return world;
        } catch (RuntimeException e) {
            // Whatever it was, servers that were started must not stay behind.
            opened.close();
            throw e;
        }
    }

    /**
     * Starts an execution.
     *
     * @param machine {@code migrate} or {@code rollback}
     * @param runId the execution's name
     */
    public Execution start(String machine, String runId, JsonNode input) {
        return landfall.engine().start(new Machines(options.checkout()).load(machine), runId, input);
    }

    /** A shipped definition: {@code capture}, {@code migrate} or {@code rollback}. */
    public static StateMachine machine(Path checkout, String name) {
        return new Machines(checkout).load(name);
    }

    /** Waits until what follows an execution's end, such as closing a run that was stopped, is done. */
    public void settle() {
        landfall.settle();
    }

    /** Plays the Terraform command that AwaitLiveSettings names. */
    public void applyLiveSettings() {
        new LiveSettings(new TargetSide(secrets.shared(), servers.targetDatabase(secrets.shared())))
                .apply(cluster.client());
    }

    /** Plays the Terraform command with the kit's values from before the cutover. */
    public void applyBeforeSettings() {
        new BeforeSettings(new TargetSide(secrets.shared(), servers.targetDatabase(secrets.shared())))
                .apply(cluster.client());
    }

    public Engine engine() {
        return landfall.engine();
    }

    public Gateways gateways() {
        return landfall.gateways();
    }

    public ExecutionRecords executions() {
        return landfall.records();
    }

    public Outbox outbox() {
        return landfall.outbox();
    }

    public WorldHome home() {
        return options.home();
    }

    /** The ECS cluster, with its log of mutations. */
    public InMemorySourceCluster sourceCluster() {
        return clouds.source();
    }

    public PostgresServer sourceDatabase() {
        return servers.source();
    }

    public PostgresServer targetDatabase() {
        return servers.target();
    }

    /** Of the zone's own server and of the resolver, as {@code host:port}. */
    public String nameServer() {
        return clouds.zone().nameServers().getFirst();
    }

    Servers servers() {
        return servers;
    }

    Cluster cluster() {
        return cluster;
    }

    @Override
    public void close() {
        Presence.remove(home());
        opened.close();
    }

    /** The key of a run's file to the file's bytes, where it is there. */
    public Optional<byte[]> runFile(String runId, String name) {
        return gateways().runStore().read(new RunLayout(runId).file(name));
    }

    /** The same from another shell, where a run waits for it; where nothing runs the world is not opened for it. */
    public static void applyLiveSettings(WorldHome home) {
        var state = WorldState.read(home);
        var open = Presence.read(home)
                .orElseThrow(() -> Problem.operator(
                                "NO_RUN_WAITS",
                                "No command is running in the world in " + home.root()
                                        + ", so nothing waits for live settings.",
                                "Run this in a second shell while a cutover waits in AwaitLiveSettings.")
                        .asException());
        var secrets = WorldSecrets.in(home).shared();
        var side = new TargetSide(
                secrets,
                state.sharesDatabase()
                        ? TargetDatabase.ofTheSource(state.port(Ports.Use.SOURCE_DATABASE), secrets)
                        : TargetDatabase.own(state.port(Ports.Use.TARGET_DATABASE), secrets));
        try (var client = KubernetesApi.client(open.kubernetes(), Names.NAMESPACE)) {
            new LiveSettings(side).apply(client);
        }
    }

    /**
     * Deletes the world, and returns the names of what else is in its folder and stays. A world in use is refused, as is a
     * folder that is no world's: {@code WORLD_IN_USE}, {@code FOLDER_PROTECTED}, {@code FOLDER_NOT_OURS}.
     */
    public static List<String> reset(WorldHome home) {
        try {
            var folder = OwnFolder.prove(home.root(), FolderKind.WORLD);
            try (var lock = WorldLock.take(home)) {
                var clusters = WorldClusters.of(home, WorldState.read(home));
                ChildProcesses.open(home.children()).close();
                clusters.delete();
                return folder.delete(WorldHome.NAMES).stream()
                        .filter(name -> !WorldLock.NAMES.contains(name))
                        .toList();
            }
        } catch (IOException e) {
            throw WorldProblem.of("delete the world in " + home.root(), e).asException(e);
        }
    }

    /** Only looks: the refusals of {@link #reset}, but for a world in use, before anybody is asked. */
    public static void checkReset(WorldHome home) {
        try {
            OwnFolder.prove(home.root(), FolderKind.WORLD);
            WorldClusters.of(home, WorldState.read(home));
        } catch (IOException e) {
            throw WorldProblem.of("look at the world in " + home.root(), e).asException(e);
        }
    }

    /** Where users are sent now: the source's or the target's name. */
    public boolean isLiveOnTarget() {
        return clouds.domainPointsTo().filter(Names.TARGET_DNS::equals).isPresent();
    }
}
