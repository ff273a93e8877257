package dev.landfall.local.world.kubernetes;

import dev.landfall.local.world.process.MoverProcesses;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cluster's controllers and its one node, on one thread. */
public final class Controllers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Controllers.class);
    private static final Duration EVERY = Duration.ofMillis(200);

    private final DeploymentRunner deployments;
    private final JobRunner jobs;
    private final Thread thread;
    private volatile boolean closed;

    private Controllers(DeploymentRunner deployments, JobRunner jobs) {
        this.deployments = deployments;
        this.jobs = jobs;
        thread = Thread.ofPlatform().daemon().name("kubernetes-controllers").unstarted(this::run);
    }

    /**
     * Starts them.
     *
     * @param healthy whether what runs in a Deployment's pods answers, by the Deployment's name
     * @param running is told over and over which Deployments have pods
     * @param files where Secrets that a Job mounts become files
     */
    public static Controllers start(
            KubernetesClient client,
            Predicate<String> healthy,
            Consumer<Set<String>> running,
            MoverProcesses movers,
            Path files) {
        var controllers =
                new Controllers(new DeploymentRunner(client, healthy, running), new JobRunner(client, movers, files));
        controllers.thread.start();
        return controllers;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                deployments.step();
                jobs.step();
                Thread.sleep(EVERY);
            } catch (InterruptedException e) {
                return;
            } catch (KubernetesClientException e) {
                // A write that lost a race with a handler's; the next step sees the newer object.
                if (!closed) {
                    LOG.debug("a controller tries again", e);
                }
            }
        }
    }
}
