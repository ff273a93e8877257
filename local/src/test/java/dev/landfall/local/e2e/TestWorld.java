package dev.landfall.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.command.BrowserApprovers;
import dev.landfall.local.engine.EngineListener;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.history.HistoryEvent;
import dev.landfall.local.strict.StrictSeed;
import dev.landfall.local.world.Interference;
import dev.landfall.local.world.LocalWorld;
import dev.landfall.local.world.WorldHome;
import dev.landfall.local.world.WorldOptions;
import dev.landfall.local.world.function.Withheld;
import dev.landfall.local.world.kubernetes.KubernetesApi;
import dev.landfall.local.world.side.Names;
import dev.landfall.model.Json;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A small world and what a test does with it. */
final class TestWorld implements AutoCloseable {

    private static final Path ROOT = Path.of(System.getProperty("landfall.root"));
    private static final BigDecimal SCALE = new BigDecimal("0.02");
    private static final BigDecimal TINY = new BigDecimal("0.005");
    private static final Duration LONGEST_RUN = Duration.ofMinutes(6);
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final LocalWorld world;

    private TestWorld(LocalWorld world) {
        this.world = world;
    }

    static TestWorld open(Path home) {
        return open(home, ROOT.resolve("landfall.json"));
    }

    static TestWorld open(Path home, Path configuration) {
        return new TestWorld(LocalWorld.open(options(home, configuration), TestWorld::say));
    }

    /** As unkind as AWS in CI. One test of whole moves is: what an unkind world costs in time, CI pays once. */
    static TestWorld openAsInAws(Path home) {
        var configuration = ROOT.resolve("landfall.json");
        return new TestWorld(LocalWorld.open(options(home, configuration, List.of(), System.getenv()), TestWorld::say));
    }

    /** The seed alone: with it a test that failed can be run again. */
    private static void say(String text) {
        if (text.contains("--strict-aws")) {
            System.out.println(text);
        }
    }

    /** Of which functions lack rights. */
    static TestWorld open(Path home, List<Withheld> withheld) {
        return new TestWorld(LocalWorld.open(options(home, ROOT.resolve("landfall.json"), withheld), text -> {}));
    }

    /** A very small one, in which runs meet what somebody puts in their way. */
    static TestWorld open(Path home, Path configuration, Interference interference) {
        var usual = options(home, configuration);
        var tiny = new WorldOptions(
                usual.home(),
                usual.checkout(),
                usual.configuration(),
                Optional.of(TINY),
                usual.ports(),
                usual.moverJar(),
                usual.withheld(),
                usual.strict());
        return new TestWorld(LocalWorld.open(tiny, text -> {}, interference));
    }

    static WorldOptions options(Path home, Path configuration) {
        return options(home, configuration, List.of());
    }

    private static WorldOptions options(Path home, Path configuration, List<Withheld> withheld) {
        var environment = new HashMap<>(System.getenv());
        environment.remove("CI");
        return options(home, configuration, withheld, environment);
    }

    private static WorldOptions options(
            Path home, Path configuration, List<Withheld> withheld, Map<String, String> environment) {
        return new WorldOptions(
                new WorldHome(home),
                ROOT,
                configuration,
                Optional.of(SCALE),
                Map.of(),
                Optional.empty(),
                withheld,
                StrictSeed.chosen(Optional.empty(), environment, () -> 1));
    }

    LocalWorld world() {
        return world;
    }

    @Override
    public void close() {
        world.close();
    }

    Execution startRehearsal() {
        return start("migrate", "rehearsal", "{}");
    }

    Execution startPreflight() {
        return start("migrate", "preflight", "{\"mode\":\"preflight\"}");
    }

    Execution startCutover() {
        return start("migrate", "cutover", "{\"mode\":\"cutover\",\"requestedBy\":\"operator@example.com\"}");
    }

    /** The same, once a person has given up what users wrote on the target during that run. */
    Execution startCutover(Optional<String> discarded) {
        return start(
                "migrate",
                "cutover",
                "{\"mode\":\"cutover\",\"requestedBy\":\"operator@example.com\""
                        + discarded.map(run -> ",\"discard\":\"" + run + "\"").orElse("") + "}");
    }

    Execution startRollback() {
        return start("rollback", "rollback", "{\"requestedBy\":\"operator@example.com\"}");
    }

    private Execution start(String machine, String noun, String input) {
        try {
            return world.start(machine, noun + "-" + RUNS.incrementAndGet(), Json.MAPPER.readTree(input));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To its end, the gates left alone. */
    Execution finish(Execution execution) {
        if (!execution.await(LONGEST_RUN)) {
            throw new AssertionError("still in " + execution.activeStates());
        }
        world.settle();
        return execution;
    }

    /** To its end, with approvers who answer every mail the same way and an operator who applies the live settings. */
    Execution finish(Execution execution, String choice) {
        var approvers = new BrowserApprovers(world.outbox(), choice);
        var applied = false;
        var deadline = System.nanoTime() + LONGEST_RUN.toNanos();
        while (!execution.await(Duration.ofMillis(200)) && System.nanoTime() < deadline) {
            approvers.answer();
            if (!applied
                    && execution.activeStates().stream()
                            .anyMatch(state -> state.name().equals("AwaitLiveSettings"))) {
                applied = true;
                world.applyLiveSettings();
            }
        }
        return finish(execution);
    }

    /** Does something once, the first time that state is entered, before the state's own work can begin in earnest. */
    CompletableFuture<Void> whenEntered(String state, Action action) {
        return whenEntered(state, "", action);
    }

    /** The same for the visit whose input names this database: each database is copied at its own pace. */
    CompletableFuture<Void> whenEntered(String state, String database, Action action) {
        var armed = new AtomicBoolean(true);
        var done = new CompletableFuture<Void>();
        world.engine().addListener(new EngineListener() {
            @Override
            public void onEvent(Execution execution, HistoryEvent event) {
                if (event.type().endsWith("StateEntered")
                        && event.details().path("name").asText().equals(state)
                        && event.details()
                                .path("input")
                                .asText()
                                .contains(database.isEmpty() ? "" : "\"name\":\"" + database + "\"")
                        && armed.getAndSet(false)) {
                    run(execution, action, done);
                }
            }
        });
        return done;
    }

    /** What a test does in mid-run. */
    @FunctionalInterface
    interface Action {
        void with(Execution execution) throws SQLException;
    }

    private static void run(Execution execution, Action action, CompletableFuture<Void> done) {
        try {
            action.with(execution);
            done.complete(null);
        } catch (SQLException | RuntimeException | AssertionError e) {
            done.completeExceptionally(e);
        }
    }

    /** Waits until an execution has entered a state. */
    void awaitEntered(CountDownLatch entered) throws InterruptedException {
        if (!entered.await(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the state was never entered");
        }
    }

    /** Waits until something is so. */
    void await(String what, BooleanSupplier so) {
        var deadline = System.nanoTime() + LONGEST_RUN.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never: " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** The target's cluster, as somebody with kubectl would reach it. */
    KubernetesClient cluster() {
        try {
            var running = Json.MAPPER.readTree(world.home().presence().toFile());
            return KubernetesApi.client(running.at("/addresses/Kubernetes").asText(), Names.NAMESPACE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A deployment with another image, other settings and another count. */
    static UnaryOperator<Deployment> changed(String image, Map<String, String> settings, int replicas) {
        return deployment -> {
            var container =
                    deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
            container.setImage(image);
            container.getEnv().stream()
                    .filter(variable -> settings.containsKey(variable.getName()))
                    .forEach(variable -> variable.setValue(settings.get(variable.getName())));
            deployment.getSpec().setReplicas(replicas);
            return deployment;
        };
    }

    /** Waits until users have written on the target since it went live. */
    void awaitLiveWrites() throws SQLException {
        var count = "SELECT count(*) FROM page_saves WHERE \"gitSha\" = 'live'";
        try (var target = target()) {
            var before = only(target, count);
            var deadline = System.nanoTime() + LONGEST_RUN.toNanos();
            while (only(target, count).equals(before)) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("nobody writes on the target");
                }
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }

    JsonNode report(Execution execution) {
        return file(execution, "report.json");
    }

    JsonNode file(Execution execution, String name) {
        return file(execution.name(), name);
    }

    JsonNode file(String runId, String name) {
        try {
            return Json.MAPPER.readTree(
                    world.runFile(runId, name).orElseThrow(() -> new AssertionError(runId + " wrote no " + name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Connection source() throws SQLException {
        return world.sourceDatabase().connect("hammerhead_production");
    }

    Connection target() throws SQLException {
        return world.targetDatabase().connect("hammerhead_production");
    }

    static String only(Connection session, String sql) throws SQLException {
        try (var statement = session.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
