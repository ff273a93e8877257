package dev.landfall.gateway.kubernetes;

import dev.landfall.gateway.MoverJob;
import dev.landfall.model.Sha256;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A mover's Job and the Secret with its task token and its copy's key.
 *
 * <p>The Job tries once, in one pod: a second pod beside a first that is not quite dead would write the same tables, and
 * the task token is answered once. The mover takes up where an earlier one ended when the state machine creates the Job
 * again.
 */
record MoverManifest(MoverJob job, MoverPod pod) {

    static final String TOKEN_KEY = "token";
    static final String SEAL_KEY = "seal";
    static final String NAME_LABEL = "app.kubernetes.io/name";
    static final String NAME = "landfall-mover";
    static final String OWNER_LABEL = "app.kubernetes.io/managed-by";
    static final String OWNER = "landfall";
    static final String ARCHITECTURE = "kubernetes.io/arch";
    private static final String TOKEN_DIGEST = "landfall.dev/task-token-digest";
    private static final String CONTAINER = "mover";
    private static final long USER = 10_001;
    private static final String SCRATCH_VOLUME = "scratch";

    String name() {
        return KubernetesName.of(job.name());
    }

    /** Kubernetes removes it with {@code owner}. */
    Secret tokenSecret(Job owner) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name())
                .withLabels(labels())
                .addNewOwnerReference()
                .withApiVersion("batch/v1")
                .withKind("Job")
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .withType("Opaque")
                .withData(secrets())
                .build();
    }

    private Map<String, String> secrets() {
        var secrets = new TreeMap<>(Map.of(TOKEN_KEY, encoded(job.taskToken())));
        job.sealKey().ifPresent(key -> secrets.put(SEAL_KEY, encoded(key)));
        return secrets;
    }

    private static String encoded(String secret) {
        return Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether that Job's pod answers this Job's token. */
    boolean isAnsweredBy(Job existing) {
        return tokenDigest().equals(existing.getMetadata().getAnnotations().get(TOKEN_DIGEST));
    }

    private String tokenDigest() {
        return Sha256.hex(job.taskToken());
    }

    Job kubernetesJob() {
        return new JobBuilder()
                .withNewMetadata()
                .withName(name())
                .withLabels(labels())
                .addToAnnotations(TOKEN_DIGEST, tokenDigest())
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(0)
                .withActiveDeadlineSeconds(pod.deadline().toSeconds())
                .withTtlSecondsAfterFinished(Math.toIntExact(pod.keepFinished().toSeconds()))
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels())
                // Karpenter moves pods to cheaper nodes; a restore that has run for an hour is not cheap to move.
                .addToAnnotations("karpenter.sh/do-not-disrupt", "true")
                .addToAnnotations("cluster-autoscaler.kubernetes.io/safe-to-evict", "false")
                .endMetadata()
                .withSpec(podSpec())
                .endTemplate()
                .endSpec()
                .build();
    }

    private PodSpec podSpec() {
        return new PodSpecBuilder()
                .withRestartPolicy("Never")
                // An image has one platform; a node autoscaler brings what a pod asks for, and nothing else.
                .addToNodeSelector(ARCHITECTURE, job.architecture().word())
                .addToNodeSelector("kubernetes.io/os", "linux")
                .withServiceAccountName(pod.serviceAccount())
                .withAutomountServiceAccountToken(false)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withVolumes(passwords().stream().map(MountedPassword::volume).toList())
                .addNewVolume()
                .withName(SCRATCH_VOLUME)
                .withNewEmptyDir()
                .withSizeLimit(new Quantity(pod.scratch()))
                .endEmptyDir()
                .endVolume()
                .withContainers(container())
                .build();
    }

    private Container container() {
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(pod.image(job.architecture()))
                .withArgs(job.arguments().stream().map(MoverManifest::literal).toList())
                .withEnv(environment())
                // The last lines of a mover that failed become the pod's own reason.
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .withNewResources()
                .addToRequests("cpu", new Quantity(pod.cpu()))
                .addToRequests("memory", new Quantity(pod.memory()))
                .addToLimits("memory", new Quantity(pod.memory()))
                .endResources()
                .withVolumeMounts(
                        passwords().stream().map(MountedPassword::mount).toList())
                .addNewVolumeMount()
                .withName(SCRATCH_VOLUME)
                .withMountPath("/tmp")
                .endVolumeMount()
                .build();
    }

    private List<EnvVar> environment() {
        var variables = new ArrayList<EnvVar>();
        variables.add(secret("LANDFALL_TASK_TOKEN", TOKEN_KEY));
        job.sealKey().ifPresent(key -> variables.add(secret("LANDFALL_SEAL_KEY", SEAL_KEY)));
        new TreeMap<>(pod.environment())
                .forEach((name, value) -> variables.add(new EnvVarBuilder()
                        .withName(name)
                        .withValue(literal(value))
                        .build()));
        return variables;
    }

    private EnvVar secret(String variable, String key) {
        return new EnvVarBuilder()
                .withName(variable)
                .withNewValueFrom()
                .withNewSecretKeyRef()
                .withName(name())
                .withKey(key)
                .endSecretKeyRef()
                .endValueFrom()
                .build();
    }

    private Map<String, String> labels() {
        var labels = new TreeMap<>(KubernetesName.labels(job.labels()));
        labels.put(NAME_LABEL, NAME);
        labels.put(OWNER_LABEL, OWNER);
        return labels;
    }

    /** Kubernetes replaces {@code $(NAME)} in arguments and variables. */
    private static String literal(String text) {
        return text.replace("$", "$$");
    }

    private List<MountedPassword> passwords() {
        var passwords = new ArrayList<MountedPassword>();
        new TreeMap<>(job.passwordSecrets())
                .forEach((file, secret) -> passwords.add(MountedPassword.of(passwords.size(), file, secret)));
        return passwords;
    }
}
