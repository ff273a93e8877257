package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.JobState;
import dev.landfall.gateway.MoverJob;
import dev.landfall.gateway.TargetCluster;
import dev.landfall.gateway.TargetCluster.ClusterRight;
import dev.landfall.gateway.kubernetes.KubernetesTargetCluster;
import dev.landfall.gateway.kubernetes.MoverPod;
import dev.landfall.gateway.kubernetes.ReleaseNamespace;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract as the functions' own identity, and what only a real API server with its controllers does. */
@NeedsTier(Tier.KUBERNETES)
class RealTargetClusterIT extends TargetClusterContract {

    private static final Duration FOLLOWS_WITHIN = Duration.ofMinutes(2);

    private RealCluster real;
    private KubernetesClient functions;

    @BeforeEach
    void makeNamespace() {
        real = new RealCluster();
        functions = real.identity("landfall-functions", RealCluster.EDITS);
    }

    @AfterEach
    void removeNamespace() {
        functions.close();
        real.close();
    }

    @Override
    protected KubernetesClient client() {
        return real.administrator();
    }

    @Override
    protected String namespace() {
        return real.namespace();
    }

    @Override
    protected TargetCluster cluster(MoverPod pod) {
        return new KubernetesTargetCluster(functions, "test", namespace(), "retool", pod);
    }

    private TargetCluster as(KubernetesClient identity) {
        return new KubernetesTargetCluster(identity, "test", namespace(), "retool", POD);
    }

    @Test
    void readersReadAndNothingElse() {
        real.createSecret("extra-env-vars", Map.of("JWT_SECRET", "one"));
        create(deployment("retool", 1, true));
        cluster().createJob(job("restore", "token-1"));
        try (var readers = real.identity("landfall-readers", RealCluster.READS)) {
            var read = as(readers);
            assertThat(read.deployments()).hasSize(1);
            assertThat(read.secret("extra-env-vars", "JWT_SECRET")).isPresent();
            assertThat(read.jobs(Map.of(MoverJob.RUN_LABEL, "run-1"))).hasSize(1);

            var change = new ClusterRight("patch", "apps", "deployments");
            var create = new ClusterRight("create", "batch", "jobs");
            assertThat(read.denied(List.of(change, new ClusterRight("get", "", "secrets"), create)))
                    .containsExactly(change, create);

            assertDenied(() -> read.scale("retool", 0), "cannot patch resource \"deployments\"");
            assertDenied(() -> read.createJob(job("other", "token")), "cannot create resource \"jobs\"");
            client().serviceAccounts()
                    .inNamespace(namespace())
                    .withName(RealCluster.MOVER)
                    .delete();
            assertDenied(read::createServiceAccount, "cannot create resource \"serviceaccounts\"");
            assertDenied(() -> read.deleteJob("restore"), "cannot delete resource \"jobs\"");
        }
        assertThat(cluster().deployments().getFirst().replicas()).isEqualTo(1);
    }

    @Test
    void strangerIsTurnedAwayWithTheReason() {
        try (var stranger = real.identity("stranger", List.of())) {
            assertDenied(() -> as(stranger).deployments(), "cannot list resource \"deployments\"");
            assertDenied(() -> as(stranger).secret("encryption-key", "value"), "cannot get resource \"secrets\"");
        }
    }

    @Test
    void functionsAreBoundToTheirNamespace() {
        var elsewhere = new KubernetesTargetCluster(functions, "test", "default", "retool", POD);

        assertDenied(elsewhere::deployments, "in the namespace \"default\"");
        assertThatThrownBy(() -> ReleaseNamespace.find(functions, "test", "retool"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("TARGET_DENIED")
                .hasMessageContaining("at the cluster scope")
                .hasMessageContaining("target.namespace");
    }

    @Test
    void quotaOnJobsIsNamedAsSuch() throws InterruptedException {
        client().resourceQuotas()
                .inNamespace(namespace())
                .resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("no-jobs")
                        .endMetadata()
                        .withNewSpec()
                        .addToHard("count/jobs.batch", new Quantity("0"))
                        .endSpec()
                        .build())
                .create();
        Eventually.within(
                FOLLOWS_WITHIN,
                "the quota is counted",
                () -> client().resourceQuotas()
                                .inNamespace(namespace())
                                .withName("no-jobs")
                                .get()
                                .getStatus()
                                .getUsed()
                        != null);

        assertThatThrownBy(() -> cluster().createJob(job("restore", "token")))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("TARGET_REFUSED")
                .hasMessageContaining("exceeded quota");
    }

    @Test
    void podThatMayNotBeCreatedSaysWhy() throws InterruptedException {
        client().serviceAccounts()
                .inNamespace(namespace())
                .withName(RealCluster.MOVER)
                .delete();

        cluster().createJob(job("restore", "token"));

        assertThat(reason("restore")).startsWith("FailedCreate: ").contains("landfall-mover");
    }

    @Test
    void moverIsTakenByTheStrictestSecurityLevel() throws InterruptedException {
        real.restrictPods();
        cluster().createJob(job("restore", "token"));

        Eventually.within(
                FOLLOWS_WITHIN,
                "the job's pod is created",
                () -> !podsOf("job-name", "restore").isEmpty());
        assertThat(podsOf("job-name", "restore")).hasSize(1);
    }

    @Test
    void evictedPodIsLeftBehindAndNotCounted() throws InterruptedException {
        create(deployment("retool", 1, true));
        Eventually.within(FOLLOWS_WITHIN, "the deployment has its pod", () -> pods() == 1);
        var evicted = podsOf("app", "retool").getFirst();
        client().resource(new PodBuilder(evicted)
                        .editOrNewStatus()
                        .withPhase("Failed")
                        .withReason("Evicted")
                        .withMessage("The node was low on resource: memory.")
                        .endStatus()
                        .build())
                .updateStatus();
        Eventually.within(
                FOLLOWS_WITHIN, "it is replaced", () -> podsOf("app", "retool").size() == 2);

        cluster().scale("retool", 0);

        Eventually.within(FOLLOWS_WITHIN, "no pod counts", () -> pods() == 0);
        assertThat(podsOf("app", "retool"))
                .extracting(pod -> pod.getMetadata().getName())
                .containsExactly(evicted.getMetadata().getName());
    }

    @Test
    void deploymentIsRolledOutWhenItsControllerSaysSo() throws InterruptedException {
        create(deployment("retool", 1, true));
        Eventually.within(FOLLOWS_WITHIN, "the deployment has its pod", () -> pods() == 1);
        assertThat(cluster().deployments().getFirst().rolledOut()).isFalse();

        cluster().scale("retool", 0);

        Eventually.within(
                FOLLOWS_WITHIN,
                "it stands at 0",
                () -> cluster().deployments().getFirst().rolledOut());
        assertThat(cluster().deployments().getFirst().pods()).isZero();
    }

    private int pods() {
        return cluster().deployments().getFirst().pods();
    }

    private String reason(String job) throws InterruptedException {
        Eventually.within(
                FOLLOWS_WITHIN,
                "the job says why it waits",
                () -> state(job).reason().isPresent());
        return state(job).reason().orElseThrow();
    }

    private JobState state(String job) {
        return cluster().jobs(Map.of(MoverJob.RUN_LABEL, "run-1")).stream()
                .filter(state -> state.name().equals(job))
                .findFirst()
                .orElseThrow();
    }

    private List<Pod> podsOf(String label, String value) {
        return client().pods()
                .inNamespace(namespace())
                .withLabel(label, value)
                .list()
                .getItems();
    }

    private static void assertDenied(Runnable attempt, String words) {
        assertThatThrownBy(attempt::run)
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("TARGET_DENIED")
                .hasMessageContaining(words)
                .hasMessageContaining("docs/permissions.md");
    }
}
