package dev.landfall.gateway.kubernetes;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.JobState;
import dev.landfall.gateway.MoverJob;
import dev.landfall.model.failure.Problem;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The mover's Jobs of one namespace, each with the Secret that carries its task token. */
record MoverJobs(KubernetesClient client, String namespace, MoverPod pod) {

    /**
     * Creates Secret and Job; UNCHANGED where they are there with this token.
     *
     * <p>A state that is tried again waits with a new token, which a Job of the first try would never answer. That Job
     * is removed, and {@code MOVER_JOB_OUTDATED} asks for one more try: two movers must not write one database.
     */
    Change create(MoverJob job) {
        var manifest = new MoverManifest(job, pod);
        var existing = job(manifest.name()).get();
        if (existing == null) {
            put(manifest.tokenSecret());
            adopt(manifest, jobs().resource(manifest.kubernetesJob()).create());
            return Change.CREATED;
        }
        var answersThisToken = Optional.ofNullable(secret(manifest.name()).get())
                .map(Secret::getData)
                .equals(Optional.of(manifest.tokenSecret().getData()));
        if (answersThisToken && existing.getMetadata().getDeletionTimestamp() == null) {
            adopt(manifest, existing);
            return Change.UNCHANGED;
        }
        delete(manifest.name());
        throw Problem.retry(
                        "MOVER_JOB_OUTDATED",
                        "Job " + manifest.name() + " of an earlier try is still there and is being removed.",
                        "Wait until its pod is gone, then run again.")
                .asException();
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
        if (existing == null) {
            return Change.UNCHANGED;
        }
        job(fitting).withPropagationPolicy(DeletionPropagation.FOREGROUND).delete();
        secret(fitting).delete();
        return Change.REMOVED;
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
                .map(event -> "FailedCreate: " + event.getMessage())
                .reduce((earlier, later) -> later);
    }

    private void put(Secret wanted) {
        var resource = client.secrets().inNamespace(namespace).resource(wanted);
        if (secret(wanted.getMetadata().getName()).get() == null) {
            resource.create();
        } else {
            resource.update();
        }
    }

    /** The Secret goes with its Job. */
    private void adopt(MoverManifest manifest, Job job) {
        var owner = new OwnerReferenceBuilder()
                .withApiVersion("batch/v1")
                .withKind("Job")
                .withName(job.getMetadata().getName())
                .withUid(job.getMetadata().getUid())
                .build();
        secret(manifest.name())
                .edit(found -> found.getMetadata().getOwnerReferences().contains(owner)
                        ? found
                        : new SecretBuilder(found)
                                .editMetadata()
                                .withOwnerReferences(owner)
                                .endMetadata()
                                .build());
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
