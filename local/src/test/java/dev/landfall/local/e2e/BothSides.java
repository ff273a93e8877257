package dev.landfall.local.e2e;

import dev.landfall.gateway.TargetDeployment;
import dev.landfall.local.matrix.End;
import dev.landfall.local.world.side.Names;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Who is live in a real world, looked at again and again while runs work. */
final class BothSides implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(100);

    private final TestWorld test;
    private final boolean shared;
    private final BooleanSupplier woken;
    private final List<Object> before;
    private final AtomicInteger samples = new AtomicInteger();
    private final AtomicInteger both = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closed;

    /** {@code woken}: whether the run has brought the target up on what it moved there. */
    BothSides(TestWorld test, boolean shared, BooleanSupplier woken) {
        this.test = test;
        this.shared = shared;
        this.woken = woken;
        before = source();
        thread = Thread.ofPlatform().daemon().name("both-sides").start(this::watch);
    }

    int samples() {
        return samples.get();
    }

    /** How often users, or workflows, could work on both sides. */
    int both() {
        return both.get();
    }

    /** In the words of the matrix; that the source was never stopped is told as source, too. */
    End end() {
        var domain = test.world().isLiveOnTarget();
        var awake = woken.getAsBoolean() && pods(Names.RELEASE);
        if (source().equals(before)) {
            return domain ? End.SOURCE_WITHOUT_DOMAIN : awake ? End.SOURCE_BESIDE_TARGET : End.SOURCE;
        }
        if (!sourceRuns("") && domain) {
            return pods(Names.RELEASE) ? End.TARGET : End.OTHER;
        }
        return End.OTHER;
    }

    private void watch() {
        while (!closed) {
            var first = sourceRuns("");
            var workflows = sourceRuns("workflow") && targetWorkflows();
            var awake = woken.getAsBoolean() && pods(Names.RELEASE);
            var domain = test.world().isLiveOnTarget();
            // The two sides are not read at one moment: only what holds before and after counts.
            if (first && sourceRuns("") && (workflows || (awake && (domain || shared)))) {
                both.incrementAndGet();
            }
            samples.incrementAndGet();
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }

    private boolean targetWorkflows() {
        return deployments().stream()
                .anyMatch(deployment -> deployment.name().contains("workflow") && deployment.pods() > 0);
    }

    private boolean pods(String name) {
        return deployments().stream().anyMatch(deployment -> deployment.name().equals(name) && deployment.pods() > 0);
    }

    private List<TargetDeployment> deployments() {
        return test.world().gateways().target().deployments();
    }

    private boolean sourceRuns(String part) {
        return test.world().sourceCluster().services().stream()
                .filter(service -> service.name().contains(part))
                .anyMatch(service -> service.desiredCount() > 0 || service.runningCount() > 0);
    }

    /** What a freeze changes: counts, scaling and schedules. */
    private List<Object> source() {
        var source = test.world().sourceCluster();
        return List.of(
                source.services().stream()
                        .map(service -> service.name() + " " + service.desiredCount() + " " + service.scaling())
                        .toList(),
                source.schedules());
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
