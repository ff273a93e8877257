package dev.landfall.gateway.kubernetes;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.JobState;
import dev.landfall.gateway.MoverJob;
import dev.landfall.model.failure.StillWaitingException;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The mover's Jobs of one namespace, each with the Secret that carries its task token. */
record MoverJobs(KubernetesClient client, String namespace, MoverPod pod) {

    /**
     * Creates Job and Secret; UNCHANGED where they are there with this token.
     *
     * <p>The Job comes first, for its name decides between two that come at once; its pod waits for the Secret. A late
     * one that finds the Job changes nothing about a token that is in use.
     *
     * <p>A state that is tried again waits with a new token, which a Job of the first try would never answer. That Job
     * is removed, and {@code MOVER_JOB_OUTDATED} waits until its pod has ended: two movers must not write one database.
     */
    Change create(MoverJob job) {
        var manifest = new MoverManifest(job, pod);
        var created = FirstComer.create(
                () -> jobs().resource(manifest.kubernetesJob()).create());
        if (created.isPresent()) {
            handToken(manifest, created.get());
            return Change.CREATED;
        }
        return keep(manifest);
    }

    private Change keep(MoverManifest manifest) {
        var existing = job(manifest.name()).get();
        if (existing != null && !isBeingDeleted(existing) && manifest.isAnsweredBy(existing)) {
            handToken(manifest, existing);
            return Change.UNCHANGED;
        }
        delete(manifest.name());
        throw outdated(manifest);
    }

    /** An earlier Job's Secret, which is on its way out, would take this one's token along. */
    private void handToken(MoverManifest manifest, Job job) {
        var wanted = manifest.tokenSecret(job);
        if (FirstComer.create(() ->
                        client.secrets().inNamespace(namespace).resource(wanted).create())
                .isPresent()) {
            return;
        }
        var existing = secret(manifest.name()).get();
        if (existing == null
                || !existing.getMetadata()
                        .getOwnerReferences()
                        .equals(wanted.getMetadata().getOwnerReferences())) {
            secret(manifest.name()).delete();
            throw outdated(manifest);
        }
    }

    private static StillWaitingException outdated(MoverManifest manifest) {
        return new StillWaitingException(
                "MOVER_JOB_OUTDATED",
                "Waiting for job " + manifest.name() + " of an earlier try to be removed with its pod and its token.",
                "Look at why its pod does not end; a finalizer or a lost node can hold it.");
    }

    List<JobState> states(Map<String, String> labels) {
        return jobs().withLabels(KubernetesName.labels(labels)).list().getItems().stream()
                .map(this::state)
                .toList();
    }

    /** Its pod first, then the Job: whoever sees the Job gone knows that nothing writes any more. */
    Change delete(String name) {
        var fitting = KubernetesName.of(name);
        var existing = job(fitting).get();
        if (existing == null || isBeingDeleted(existing)) {
            return Change.UNCHANGED;
        }
        job(fitting).withPropagationPolicy(DeletionPropagation.FOREGROUND).delete();
        secret(fitting).delete();
        return Change.REMOVED;
    }

    private static boolean isBeingDeleted(Job job) {
        return job.getMetadata().getDeletionTimestamp() != null;
    }

    private JobState state(Job job) {
        var pods = client
                .pods()
                .inNamespace(namespace)
                .withLabel("batch.kubernetes.io/job-name", job.getMetadata().getName())
                .list()
                .getItems()
                .stream()
                .filter(candidate -> candidate.getStatus() != null)
                .toList();
        return JobReader.read(job, pods, pods.isEmpty() ? creationFailure(job) : Optional.empty());
    }

    /** A quota or an admission rule that keeps the pod from being created shows only as an event. */
    private Optional<String> creationFailure(Job job) {
        return client
                .v1()
                .events()
                .inNamespace(namespace)
                .withField("involvedObject.name", job.getMetadata().getName())
                .list()
                .getItems()
                .stream()
                .filter(event -> "FailedCreate".equals(event.getReason()))
                .filter(event -> Objects.equals(
                        event.getInvolvedObject().getUid(), job.getMetadata().getUid()))
                .max(Comparator.comparing(event -> Objects.requireNonNullElse(event.getLastTimestamp(), "")))
                .map(event -> "FailedCreate: " + event.getMessage());
    }

    private io.fabric8.kubernetes.client.dsl.NonNamespaceOperation<
                    Job,
                    io.fabric8.kubernetes.api.model.batch.v1.JobList,
                    io.fabric8.kubernetes.client.dsl.ScalableResource<Job>>
            jobs() {
        return client.batch().v1().jobs().inNamespace(namespace);
    }

    private Resource<Job> job(String name) {
        return jobs().withName(name);
    }

    private Resource<Secret> secret(String name) {
        return client.secrets().inNamespace(namespace).withName(name);
    }
}
