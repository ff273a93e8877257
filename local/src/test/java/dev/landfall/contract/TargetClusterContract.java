package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.JobState;
import dev.landfall.gateway.MoverJob;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.TargetCluster;
import dev.landfall.gateway.TargetCluster.ClusterRight;
import dev.landfall.gateway.TargetDeployment;
import dev.landfall.gateway.kubernetes.MoverPod;
import dev.landfall.model.Architecture;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.failure.StillWaitingException;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What the target cluster does against any API server, in a namespace with nothing in it that a test did not make. */
public abstract class TargetClusterContract {

    static final MoverPod POD = MoverPod.of("registry.invalid/mover:1", RealCluster.MOVER)
            .withEnvironment(Map.of("AWS_REGION", "eu-central-1"));

    private static final Duration FOLLOWS_WITHIN = Duration.ofMinutes(1);

    /** Who prepares and looks: may do everything in the namespace. */
    protected abstract KubernetesClient client();

    protected abstract String namespace();

    /** As the functions are connected, with what every mover's pod has. */
    protected abstract TargetCluster cluster(MoverPod pod);

    protected final TargetCluster cluster() {
        return cluster(POD);
    }

    @Test
    void deploymentsAreThoseOfTheRelease() {
        create(deployment("retool", 2, true), deployment("retool-jobs-runner", 1, true), deployment("other", 1, false));

        assertThat(cluster().deployments())
                .extracting(TargetDeployment::name, TargetDeployment::replicas)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("retool", 2),
                        org.assertj.core.groups.Tuple.tuple("retool-jobs-runner", 1));
    }

    @Test
    void controllersAreToldByTheirMarksAndAutoscalers() {
        var marked = new DeploymentBuilder(deployment("retool", 2, true))
                .editMetadata()
                .addToAnnotations("argocd.argoproj.io/tracking-id", "tools:apps/Deployment:retool/retool")
                .addToLabels("helm.toolkit.fluxcd.io/name", "retool-release")
                .endMetadata()
                .build();
        create(marked, deployment("retool-jobs-runner", 1, true), deployment("retool-workflow-worker", 1, true));
        autoscaler("plain", "retool-jobs-runner", Map.of());
        autoscaler("keda-hpa-workers", "retool-workflow-worker", Map.of("scaledobject.keda.sh/name", "workers"));
        autoscaler("other", "other", Map.of());

        assertThat(cluster().controllers())
                .containsExactly(
                        new TargetCluster.Controller("retool", "Argo CD Application tools", true),
                        new TargetCluster.Controller("retool", "Flux HelmRelease retool-release", true),
                        new TargetCluster.Controller("retool-jobs-runner", "HorizontalPodAutoscaler plain", false),
                        new TargetCluster.Controller("retool-workflow-worker", "KEDA ScaledObject workers", true));
    }

    private void autoscaler(String name, String deployment, Map<String, String> labels) {
        client().autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(namespace())
                .resource(new HorizontalPodAutoscalerBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .withNewSpec()
                        .withMaxReplicas(3)
                        .withNewScaleTargetRef("apps/v1", "Deployment", deployment)
                        .endSpec()
                        .build())
                .create();
    }

    @Test
    void deploymentsWithoutTheLabelAreFoundByName() {
        create(
                deployment("retool", 2, false),
                deployment("retool-jobs-runner", 1, false),
                deployment("retools", 1, false));

        assertThat(cluster().deployments())
                .extracting(TargetDeployment::name)
                .containsExactly("retool", "retool-jobs-runner");
    }

    @Test
    void chartAndVariablesThatStandTwiceAreTold() {
        var one = deployment("retool", 1, true);
        one.getMetadata().getLabels().put("helm.sh/chart", "retool-6.11.10");
        var env =
                one.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv();
        env.add(new EnvVar("SHADOWED", "by the last", null));
        create(one, deployment("retool-jobs-runner", 1, true));

        var told = cluster().deployments();
        assertThat(told.getFirst().chart()).contains("retool-6.11.10");
        assertThat(told.getFirst().repeatedSettings()).containsExactly("SHADOWED");
        assertThat(told.getFirst().settings())
                .containsEntry("SHADOWED", new SettingSource.Plain(SecretText.of("by the last")));
        assertThat(told.getLast().chart()).isEmpty();
        assertThat(told.getLast().repeatedSettings()).isEmpty();
    }

    @Test
    void settingsNameTheirSource() {
        createSecret("extra-env-vars", Map.of("JWT_SECRET", "one", "SHADOWED", "two"));
        create(deployment("retool", 1, true));

        assertThat(cluster().deployments().getFirst().settings())
                .containsEntry("ENCRYPTION_KEY", new SettingSource.Reference("kubernetes:encryption-key/value"))
                .containsEntry("JWT_SECRET", new SettingSource.Reference("kubernetes:extra-env-vars/JWT_SECRET"))
                .containsEntry("SHADOWED", new SettingSource.Plain(SecretText.of("by env")));
        assertThat(cluster().deployments().getFirst().shadowedSettings())
                .containsExactly(
                        Map.entry("SHADOWED", new SettingSource.Reference("kubernetes:extra-env-vars/SHADOWED")));
    }

    @Test
    void settingsAreWhatTheContainerSees() {
        createSecret("extra-env-vars", Map.of("JWT_SECRET", "one", "SHADOWED", "two"));
        var deployment = deployment("retool", 1, true);
        deployment
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getEnv()
                .add(new EnvVar("EXPANDED", "$$5 $(SHADOWED) $(JWT_SECRET) $(NOT_THERE) $$(JWT_SECRET)", null));
        create(deployment);

        assertThat(cluster().deployments().getFirst().settings())
                .containsEntry(
                        "EXPANDED", new SettingSource.Plain(SecretText.of("$5 by env one $(NOT_THERE) $(JWT_SECRET)")));
    }

    @Test
    void scalingSaysWhatItDid() {
        create(deployment("retool", 2, true));

        assertThat(cluster().scale("retool", 2)).isEqualTo(Change.UNCHANGED);
        assertThat(cluster().scale("retool", 0)).isEqualTo(Change.UPDATED);
        assertThat(cluster().deployments().getFirst().replicas()).isZero();
    }

    @Test
    void zeroIsNeverRememberedAsTheCount() {
        create(deployment("retool", 2, true), deployment("retool-workflow-worker", 0, true));

        assertThat(cluster().saveReplicas("retool")).isEqualTo(Change.CREATED);
        cluster().scale("retool", 0);
        assertThat(cluster().saveReplicas("retool")).isEqualTo(Change.UNCHANGED);
        assertThat(cluster().saveReplicas("retool-workflow-worker")).isEqualTo(Change.UNCHANGED);

        assertThat(cluster().deployments())
                .extracting(TargetDeployment::savedReplicas)
                .containsExactly(java.util.Optional.of(2), java.util.Optional.empty());
        assertThat(cluster().forgetReplicas("retool")).isEqualTo(Change.REMOVED);
        assertThat(cluster().forgetReplicas("retool")).isEqualTo(Change.UNCHANGED);
    }

    @Test
    void whoeverMayDoSomethingIsNotDeniedIt() {
        assertThat(cluster()
                        .denied(List.of(
                                new ClusterRight("create", "batch", "jobs"),
                                new ClusterRight("patch", "apps", "deployments"),
                                new ClusterRight("delete", "", "secrets"))))
                .isEmpty();
    }

    @Test
    void missingDeploymentIsNamed() {
        assertThatThrownBy(() -> cluster().scale("retool", 0))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("TARGET_DEPLOYMENT_MISSING")
                .hasMessageContaining("retool");
    }

    @Test
    void secretComesBackByteForByte() {
        var bytes = new byte[] {0, '\n', (byte) 0xff, 'x', '\n'};
        client().secrets()
                .inNamespace(namespace())
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("encryption-key")
                        .endMetadata()
                        .withData(Map.of("value", Base64.getEncoder().encodeToString(bytes)))
                        .build())
                .create();

        assertThat(cluster().secret("encryption-key", "value").orElseThrow().bytes())
                .isEqualTo(bytes);
        assertThat(cluster().secret("encryption-key", "other")).isEmpty();
        assertThat(cluster().secret("other", "value")).isEmpty();
    }

    @Test
    void jobIsCreatedOncePerToken() {
        assertThat(cluster().createJob(job("restore", "token-1"))).isEqualTo(Change.CREATED);
        assertThat(cluster().createJob(job("restore", "token-1"))).isEqualTo(Change.UNCHANGED);

        assertThat(cluster().jobs(Map.of(MoverJob.RUN_LABEL, "run-1")))
                .extracting(JobState::name, JobState::phase)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("restore", JobState.Phase.PENDING));
        assertThat(cluster().jobs(Map.of(MoverJob.RUN_LABEL, "run-2"))).isEmpty();
    }

    @Test
    void jobOfAnEarlierTokenMakesRoomFirst() throws InterruptedException {
        cluster().createJob(job("restore", "token-1"));
        var first = uid("restore");

        assertThatThrownBy(() -> cluster().createJob(job("restore", "token-2")))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("MOVER_JOB_OUTDATED");

        Eventually.within(FOLLOWS_WITHIN, "the second job is created", () -> {
            try {
                return cluster().createJob(job("restore", "token-2")) == Change.CREATED;
            } catch (StillWaitingException waiting) {
                return false;
            }
        });
        assertThat(uid("restore")).isNotEqualTo(first);
        assertThat(token("restore")).isEqualTo("token-2");
    }

    /** Whoever created the Job may have died before its Secret. */
    @Test
    void secondCreationHandsTheTokenThatTheFirstOwes() {
        cluster().createJob(job("restore", "token-1"));
        client().secrets().inNamespace(namespace()).withName("restore").delete();

        assertThat(cluster().createJob(job("restore", "token-1"))).isEqualTo(Change.UNCHANGED);
        assertThat(token("restore")).isEqualTo("token-1");
    }

    @Test
    void tokenThatNoJobOwnsAnyMoreIsNotHandedOn() {
        createSecret("restore", Map.of("token", "token-0"));

        assertThatThrownBy(() -> cluster().createJob(job("restore", "token-1")))
                .isInstanceOf(StillWaitingException.class);
        assertThat(cluster().createJob(job("restore", "token-1"))).isEqualTo(Change.UNCHANGED);
        assertThat(token("restore")).isEqualTo("token-1");
    }

    @Test
    void twoCreationsAtOnceMakeOneJob() throws Exception {
        var once = job("restore", "token-1");
        Callable<Change> creation = () -> cluster().createJob(once);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var changes = new ArrayList<Change>();
            for (var change : threads.invokeAll(Collections.nCopies(4, creation))) {
                changes.add(change.get());
            }
            assertThat(changes)
                    .containsExactlyInAnyOrder(Change.CREATED, Change.UNCHANGED, Change.UNCHANGED, Change.UNCHANGED);
        }
        assertThat(cluster().jobs(once.labels())).hasSize(1);
        assertThat(token("restore")).isEqualTo("token-1");
    }

    @Test
    void deletingAJobTakesItsTokenAlong() throws InterruptedException {
        cluster().createJob(job("restore", "token-1"));

        assertThat(cluster().deleteJob("restore")).isEqualTo(Change.REMOVED);
        assertThat(cluster().deleteJob("restore")).isEqualTo(Change.UNCHANGED);
        assertThat(cluster().deleteJob("other")).isEqualTo(Change.UNCHANGED);
        Eventually.within(
                FOLLOWS_WITHIN,
                "the job is gone",
                () -> cluster().jobs(Map.of(MoverJob.RUN_LABEL, "run-1")).isEmpty());
        assertThat(client().secrets()
                        .inNamespace(namespace())
                        .withName("restore")
                        .get())
                .isNull();
    }

    @Test
    void tokenIsInASecretOfTheJobOnly() {
        cluster().createJob(job("restore", "the-very-token"));

        var created = client().batch()
                .v1()
                .jobs()
                .inNamespace(namespace())
                .withName("restore")
                .get();
        assertThat(Serialization.asYaml(created)).doesNotContain("the-very-token");
        assertThat(token("restore")).isEqualTo("the-very-token");
        var secret =
                client().secrets().inNamespace(namespace()).withName("restore").get();
        assertThat(secret.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> {
            assertThat(owner.getKind()).isEqualTo("Job");
            assertThat(owner.getUid()).isEqualTo(created.getMetadata().getUid());
        });
    }

    @Test
    void sealKeyIsInTheJobsSecretOnly() {
        var plain = job("restore", "the-token");
        var sealed = new MoverJob(
                plain.name(),
                plain.arguments(),
                plain.taskToken(),
                Optional.of("the-very-key"),
                plain.passwordSecrets(),
                plain.architecture(),
                plain.labels());

        cluster().createJob(sealed);

        var created = client().batch()
                .v1()
                .jobs()
                .inNamespace(namespace())
                .withName("restore")
                .get();
        assertThat(Serialization.asYaml(created))
                .doesNotContain("the-very-key")
                .doesNotContain(Base64.getEncoder().encodeToString("the-very-key".getBytes(StandardCharsets.UTF_8)));
        assertThat(sealed.toString()).doesNotContain("the-very-key");
        var variable = created.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv().stream()
                .filter(each -> each.getName().equals("LANDFALL_SEAL_KEY"))
                .findFirst()
                .orElseThrow();
        assertThat(variable.getValue()).isNull();
        var from = variable.getValueFrom().getSecretKeyRef();
        var kept = client().secrets()
                .inNamespace(namespace())
                .withName(from.getName())
                .get()
                .getData()
                .get(from.getKey());
        assertThat(new String(Base64.getDecoder().decode(kept), StandardCharsets.UTF_8))
                .isEqualTo("the-very-key");
    }

    @Test
    void moverRunsOnceWithoutPrivilege() {
        cluster().createJob(job("restore", "token"));

        var spec = client().batch()
                .v1()
                .jobs()
                .inNamespace(namespace())
                .withName("restore")
                .get()
                .getSpec();
        assertThat(spec.getBackoffLimit()).isZero();
        assertThat(spec.getActiveDeadlineSeconds()).isEqualTo(Duration.ofDays(1).toSeconds());
        var pod = spec.getTemplate().getSpec();
        assertThat(pod.getRestartPolicy()).isEqualTo("Never");
        assertThat(pod.getServiceAccountName()).isEqualTo("landfall-mover");
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(spec.getTemplate().getMetadata().getAnnotations())
                .containsEntry("karpenter.sh/do-not-disrupt", "true");
        var container = pod.getContainers().getFirst();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getArgs()).containsExactly("restore", "--name", "$$(HOME)");
        assertThat(pod.getNodeSelector()).isEqualTo(Map.of("kubernetes.io/arch", "arm64", "kubernetes.io/os", "linux"));
        assertThat(container.getVolumeMounts())
                .extracting(mount -> mount.getMountPath())
                .containsExactly("/var/run/landfall", "/tmp");
        assertThat(pod.getVolumes().getFirst().getSecret().getSecretName()).isEqualTo("db-credentials");
        assertThat(pod.getVolumes().getFirst().getSecret().getItems().getFirst().getPath())
                .isEqualTo("password");
    }

    @Test
    void imageIsThatOfTheArchitecture() {
        var both = MoverPod.of(
                Map.of(Architecture.AMD64, "mover:amd", Architecture.ARM64, "mover:arm"),
                RealCluster.MOVER,
                Optional.empty());
        cluster(both).createJob(job("arm", "token-1"));

        assertThat(podSpec("arm").getContainers().getFirst().getImage()).isEqualTo("mover:arm");

        var one = MoverPod.of(Map.of(Architecture.AMD64, "mover:amd"), RealCluster.MOVER, Optional.empty());
        assertThatThrownBy(() -> cluster(one).createJob(job("none", "token-2")))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("MOVER_IMAGE_MISSING")
                .hasMessageContaining("arm64");
    }

    @Test
    void accountIsMadeOnce() {
        removeAccount();

        assertThat(cluster().createServiceAccount()).isEqualTo(Change.CREATED);
        assertThat(cluster().createServiceAccount()).isEqualTo(Change.UNCHANGED);

        assertThat(account().getMetadata().getLabels()).containsEntry("app.kubernetes.io/managed-by", "landfall");
        assertThat(account().getMetadata().getAnnotations())
                .satisfiesAnyOf(
                        none -> assertThat(none).isNull(),
                        none -> assertThat(none).isEmpty());
    }

    @Test
    void accountNamesTheRoleThatItIsToTake() {
        removeAccount();

        assertThat(cluster(POD.withRole("arn:aws:iam::111122223333:role/first")).createServiceAccount())
                .isEqualTo(Change.CREATED);
        assertThat(account().getMetadata().getAnnotations())
                .containsEntry("eks.amazonaws.com/role-arn", "arn:aws:iam::111122223333:role/first");
        var next = cluster(POD.withRole("arn:aws:iam::111122223333:role/next"));
        assertThat(next.createServiceAccount()).isEqualTo(Change.UPDATED);
        assertThat(next.createServiceAccount()).isEqualTo(Change.UNCHANGED);
        assertThat(account().getMetadata().getAnnotations())
                .containsEntry("eks.amazonaws.com/role-arn", "arn:aws:iam::111122223333:role/next");
    }

    @Test
    void accountOfSomebodyElseStaysAsItIs() {
        removeAccount();
        client().serviceAccounts()
                .inNamespace(namespace())
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(RealCluster.MOVER)
                        .addToLabels("app.kubernetes.io/managed-by", "Helm")
                        .addToAnnotations("eks.amazonaws.com/role-arn", "theirs")
                        .endMetadata()
                        .build())
                .create();
        var version = account().getMetadata().getResourceVersion();

        assertThat(cluster(POD.withRole("arn:aws:iam::111122223333:role/ours")).createServiceAccount())
                .isEqualTo(Change.UNCHANGED);

        assertThat(account().getMetadata().getAnnotations()).isEqualTo(Map.of("eks.amazonaws.com/role-arn", "theirs"));
        assertThat(account().getMetadata().getResourceVersion()).isEqualTo(version);
    }

    private void removeAccount() {
        client().serviceAccounts()
                .inNamespace(namespace())
                .withName(RealCluster.MOVER)
                .delete();
    }

    private ServiceAccount account() {
        return client().serviceAccounts()
                .inNamespace(namespace())
                .withName(RealCluster.MOVER)
                .get();
    }

    private PodSpec podSpec(String job) {
        return client().batch()
                .v1()
                .jobs()
                .inNamespace(namespace())
                .withName(job)
                .get()
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    @Test
    void longestExecutionNameFits() {
        var name = "Rehearsal_of_the_whole_move_with_a_name_that_uses_all_eighty_characters_allowed_".substring(0, 80);
        var job = new MoverJob(
                name,
                List.of("restore"),
                "token",
                "db-credentials/password",
                Architecture.AMD64,
                Map.of("landfall.dev/run", name));

        cluster().createJob(job);

        var states = cluster().jobs(Map.of("landfall.dev/run", name));
        assertThat(states).hasSize(1);
        assertThat(cluster().deleteJob(name)).isEqualTo(Change.REMOVED);
    }

    private String uid(String job) {
        return client().batch()
                .v1()
                .jobs()
                .inNamespace(namespace())
                .withName(job)
                .get()
                .getMetadata()
                .getUid();
    }

    private String token(String job) {
        var secret = client().secrets().inNamespace(namespace()).withName(job).get();
        return new String(Base64.getDecoder().decode(secret.getData().get("token")), StandardCharsets.UTF_8);
    }

    static MoverJob job(String name, String token) {
        return new MoverJob(
                name,
                List.of("restore", "--name", "$(HOME)"),
                token,
                "db-credentials/password",
                Architecture.ARM64,
                Map.of(MoverJob.RUN_LABEL, "run-1", MoverJob.DATABASE_LABEL, "app"));
    }

    private void createSecret(String name, Map<String, String> values) {
        var encoded = new java.util.HashMap<String, String>();
        values.forEach((key, value) ->
                encoded.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        client().secrets()
                .inNamespace(namespace())
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withData(encoded)
                        .build())
                .create();
    }

    protected final void create(Deployment... deployments) {
        for (var deployment : deployments) {
            client().apps()
                    .deployments()
                    .inNamespace(namespace())
                    .resource(deployment)
                    .create();
        }
    }

    static Deployment deployment(String name, int replicas, boolean labelled) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(
                        new HashMap<>(labelled ? Map.of("app.kubernetes.io/instance", "retool") : Map.of("app", name)))
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .addToMatchLabels("app", name)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("retool")
                .withImage("tryretool/backend:3.253.3-stable")
                .addNewEnvFrom()
                .withNewSecretRef()
                .withName("extra-env-vars")
                .endSecretRef()
                .endEnvFrom()
                .addNewEnv()
                .withName("ENCRYPTION_KEY")
                .withNewValueFrom()
                .withNewSecretKeyRef()
                .withName("encryption-key")
                .withKey("value")
                .endSecretKeyRef()
                .endValueFrom()
                .endEnv()
                .addNewEnv()
                .withName("SHADOWED")
                .withValue("by env")
                .endEnv()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
