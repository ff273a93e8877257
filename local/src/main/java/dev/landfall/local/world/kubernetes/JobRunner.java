package dev.landfall.local.world.kubernetes;

import dev.landfall.local.world.process.ChildProcesses;
import dev.landfall.local.world.process.MoverProcesses;
import dev.landfall.model.failure.LandfallException;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs Jobs as processes of the mover, once each, and says in Pod and Job what became of them. Ends the process of a
 * Job that was deleted or outlived its deadline. Called over and over by one thread.
 */
final class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final String JOB_LABEL = "batch.kubernetes.io/job-name";
    private static final int KILLED_BY_KERNEL = 137;
    private static final Duration CONFIGURED_WITHIN = Duration.ofSeconds(10);

    private final KubernetesClient client;
    private final MoverProcesses movers;
    private final Path files;
    private final Map<String, Process> processes = new HashMap<>();
    private final Set<String> deadlineExceeded = new HashSet<>();
    private final Map<String, Instant> unconfigured = new HashMap<>();

    JobRunner(KubernetesClient client, MoverProcesses movers, Path files) {
        this.client = client;
        this.movers = movers;
        this.files = files;
    }

    void step() {
        var jobs = client.batch().v1().jobs().list().getItems();
        var names = new HashSet<String>();
        for (var job : jobs) {
            names.add(job.getMetadata().getName());
            if (!ended(job)) {
                advance(job);
            }
        }
        processes.forEach((name, process) -> {
            if (!names.contains(name) && process.isAlive()) {
                LOG.info("Job {} was deleted: ending its process {}", name, process.pid());
                ChildProcesses.end(process.toHandle());
            }
        });
        processes.keySet().retainAll(names);
        unconfigured.keySet().retainAll(names);
        for (var pod : client.pods().withLabel(JOB_LABEL).list().getItems()) {
            if (!names.contains(pod.getMetadata().getLabels().get(JOB_LABEL))) {
                client.resource(pod).delete();
            }
        }
    }

    private void advance(Job job) {
        var name = job.getMetadata().getName();
        var pod = client.pods().withLabel(JOB_LABEL, name).list().getItems().stream()
                .findFirst();
        var process = processes.get(name);
        if (pod.isEmpty()) {
            start(job);
        } else if (unconfigured.containsKey(name)) {
            run(job, pod.get());
        } else if (process == null) {
            end(job, pod.get(), 255, "NodeLost");
        } else if (!process.isAlive()) {
            end(job, pod.get(), process.exitValue(), reason(name, process.exitValue()));
        } else if (overdue(job, pod.get())) {
            deadlineExceeded.add(name);
            ChildProcesses.end(process.toHandle());
        }
    }

    private void start(Job job) {
        var name = job.getMetadata().getName();
        var template = job.getSpec().getTemplate();
        run(
                job,
                client.resource(Pods.pending(name, template, Map.of(JOB_LABEL, name), "Job"))
                        .create());
    }

    /** A kubelet waits for what a container is configured with: a Job's Secret comes after it. */
    private void run(Job job, Pod pod) {
        var name = job.getMetadata().getName();
        var template = job.getSpec().getTemplate();
        var container = new JobContainer(
                client,
                template.getSpec().getContainers().getFirst(),
                template.getSpec().getVolumes(),
                files.resolve(name));
        try {
            processes.put(name, movers.start(log(name), container.arguments(), container.environment(), code -> {}));
            unconfigured.remove(name);
            client.resource(Pods.running(pod, true)).update();
            client.resource(new JobBuilder(job)
                            .editOrNewStatus()
                            .withActive(1)
                            .withStartTime(Instant.now().toString())
                            .endStatus()
                            .build())
                    .updateStatus();
        } catch (LandfallException e) {
            if (Instant.now()
                    .isBefore(unconfigured
                            .computeIfAbsent(name, first -> Instant.now())
                            .plus(CONFIGURED_WITHIN))) {
                return;
            }
            unconfigured.remove(name);
            LOG.warn("Job {} cannot start", name, e);
            end(job, pod, 128, "CreateContainerConfigError");
        }
    }

    private void end(Job job, Pod pod, int exitCode, String reason) {
        var said = exitCode == 0 ? "" : movers.lastWords(log(job.getMetadata().getName()));
        client.resource(Pods.ended(pod, exitCode, reason, said)).update();
        var condition = new JobConditionBuilder()
                .withType(exitCode == 0 ? "Complete" : "Failed")
                .withStatus("True")
                .withLastTransitionTime(Instant.now().toString());
        if (exitCode != 0) {
            condition.withReason("DeadlineExceeded".equals(reason) ? reason : "BackoffLimitExceeded");
        }
        client.resource(new JobBuilder(job)
                        .editOrNewStatus()
                        .withActive(0)
                        .withSucceeded(exitCode == 0 ? 1 : 0)
                        .withFailed(exitCode == 0 ? 0 : 1)
                        .withConditions(condition.build())
                        .endStatus()
                        .build())
                .updateStatus();
    }

    private static String log(String name) {
        return "job-" + name;
    }

    private String reason(String name, int exitCode) {
        if (deadlineExceeded.contains(name)) {
            return "DeadlineExceeded";
        }
        return exitCode == 0 ? "Completed" : exitCode == KILLED_BY_KERNEL ? "OOMKilled" : "Error";
    }

    private static boolean overdue(Job job, Pod pod) {
        return Optional.ofNullable(job.getSpec().getActiveDeadlineSeconds())
                .map(seconds -> Instant.parse(pod.getStatus().getStartTime()).plus(Duration.ofSeconds(seconds)))
                .filter(deadline -> Instant.now().isAfter(deadline))
                .isPresent();
    }

    private static boolean ended(Job job) {
        return job.getStatus() != null
                && job.getStatus().getConditions().stream()
                        .anyMatch(condition -> Set.of("Complete", "Failed").contains(condition.getType()));
    }
}
