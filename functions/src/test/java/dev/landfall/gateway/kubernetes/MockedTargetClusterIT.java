package dev.landfall.gateway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.MoverJob;
import dev.landfall.model.Architecture;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.failure.RetryableException;
import dev.landfall.model.failure.StillWaitingException;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an API server says that cannot be had from every real one at will; the contract itself is held elsewhere. */
@EnableKubernetesMockClient(crud = true)
class MockedTargetClusterIT {

    private static final MoverPod POD = MoverPod.of("registry.invalid/mover:1", "landfall-mover");
    private static final String FORBIDDEN = "secrets \"denied\" is forbidden: User \"functions\" cannot get resource"
            + " \"secrets\" in API group \"\" in the namespace \"retool\"";

    private final String namespace = "retool";

    // Filled in by the extension.
    KubernetesClient client;
    KubernetesMockServer server;

    private KubernetesTargetCluster cluster;

    @BeforeEach
    void connect() {
        cluster = new KubernetesTargetCluster(client, "test", namespace, "retool", POD);
    }

    @Test
    void podsOfAnotherDeploymentUnderTheSameSelectorAreNotCounted() {
        createDeployment();
        createPod("retool-5f6d-a", "retool-5f6d", 3);
        createPod("retool-jobs-runner-7c8e-b", "retool-jobs-runner-7c8e", 9);

        var found = cluster.deployments().getFirst();
        assertThat(found.pods()).isEqualTo(1);
        assertThat(found.restarts()).isEqualTo(3);
    }

    @Test
    void evictedPodIsNotOneThatIsLeft() {
        createDeployment();
        createPod("retool-5f6d-a", "retool-5f6d", 0);
        createPod("retool-5f6d-b", "retool-5f6d", 7);
        client.pods()
                .inNamespace(namespace)
                .withName("retool-5f6d-b")
                .editStatus(pod -> new PodBuilder(pod)
                        .editStatus()
                        .withPhase("Failed")
                        .withReason("Evicted")
                        .endStatus()
                        .build());

        var found = cluster.deployments().getFirst();
        assertThat(found.pods()).isEqualTo(1);
        assertThat(found.restarts()).isZero();
    }

    @Test
    void lackOfPermissionNeedsAPerson() {
        answer(403, "Forbidden", FORBIDDEN);

        assertThatThrownBy(() -> cluster.secret("denied", "key"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("TARGET_DENIED")
                .hasMessageContaining(FORBIDDEN)
                .hasMessageContaining("docs/permissions.md");
    }

    @Test
    void quotaIsNoLackOfPermission() {
        answer(403, "Forbidden", "secrets \"denied\" is forbidden: exceeded quota: small");

        assertThatThrownBy(() -> cluster.secret("denied", "key"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("TARGET_REFUSED")
                .hasMessageContaining("exceeded quota: small.");
    }

    @Test
    void tokenThatIsNotAcceptedMayPass() {
        answer(401, "Unauthorized", "Unauthorized");

        assertThatThrownBy(() -> cluster.secret("denied", "key"))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("TARGET_TOKEN_REFUSED")
                .hasMessageContaining("access entry");
    }

    @Test
    void changeThatAnotherCameBeforeMayPass() {
        answer(409, "Conflict", "the object has been modified; please apply your changes to the latest version");

        assertThatThrownBy(() -> cluster.secret("denied", "key"))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("TARGET_CONFLICT");
    }

    @Test
    void clusterThatHasNoTimeIsWaitedFor() {
        answer(503, "ServiceUnavailable", "the server is currently unable to handle the request");

        try (var impatient = new KubernetesClientBuilder()
                .withConfig(new io.fabric8.kubernetes.client.ConfigBuilder(client.getConfiguration())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build()) {
            assertThatThrownBy(() -> new KubernetesTargetCluster(impatient, "test", namespace, "retool", POD)
                            .secret("denied", "key"))
                    .isInstanceOf(StillWaitingException.class)
                    .hasMessageContaining("TARGET_BUSY");
        }
    }

    @Test
    void everyPasswordOfAJobIsMountedInAFolderOfItsOwn() {
        cluster.createJob(new MoverJob(
                "measure",
                List.of("diverge"),
                "token",
                Optional.empty(),
                Map.of(
                        MoverJob.passwordFile("app"), "db-credentials/password",
                        MoverJob.passwordFile("retooldb"), "retooldb-credentials/key"),
                Architecture.AMD64,
                Map.of(MoverJob.RUN_LABEL, "run-1")));

        var pod = client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withName("measure")
                .get()
                .getSpec()
                .getTemplate()
                .getSpec();
        assertThat(pod.getContainers().getFirst().getVolumeMounts())
                .extracting(mount -> mount.getMountPath())
                .containsExactly("/run/landfall/app", "/run/landfall/retooldb", "/tmp");
        assertThat(pod.getVolumes().subList(0, 2))
                .extracting(volume -> volume.getSecret().getSecretName() + "/"
                        + volume.getSecret().getItems().getFirst().getKey() + " as "
                        + volume.getSecret().getItems().getFirst().getPath())
                .containsExactly("db-credentials/password as password", "retooldb-credentials/key as password");
    }

    @Test
    void silenceMayPass() {
        try (var nobody = new KubernetesClientBuilder()
                .withConfig(new io.fabric8.kubernetes.client.ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
                        .withMasterUrl("http://127.0.0.1:1")
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build()) {
            var silent = new KubernetesTargetCluster(nobody, "test", namespace, "retool", POD);

            assertThatThrownBy(() -> silent.jobs(Map.of()))
                    .isInstanceOf(RetryableException.class)
                    .hasMessageContaining("TARGET_UNREACHABLE");
        }
    }

    @Test
    void scalingBearsAControllerThatWritesMeanwhile() {
        createDeployment();
        server.expect()
                .patch()
                .withPath("/apis/apps/v1/namespaces/" + namespace + "/deployments/retool")
                .andReturn(409, conflict())
                .times(3);

        assertThat(cluster.scale("retool", 3)).isEqualTo(Change.UPDATED);
        assertThat(cluster.deployments().getFirst().replicas()).isEqualTo(3);
    }

    @Test
    void scalingGivesUpWhereEveryChangeComesTooLate() {
        createDeployment();
        server.expect()
                .patch()
                .withPath("/apis/apps/v1/namespaces/" + namespace + "/deployments/retool")
                .andReturn(409, conflict())
                .always();

        assertThatThrownBy(() -> cluster.scale("retool", 3))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("TARGET_CONFLICT");
    }

    private static Status conflict() {
        return new StatusBuilder()
                .withCode(409)
                .withReason("Conflict")
                .withMessage("the object has been modified; please apply your changes to the latest version")
                .build();
    }

    private void answer(int code, String reason, String message) {
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/" + namespace + "/secrets/denied")
                .andReturn(
                        code,
                        new StatusBuilder()
                                .withCode(code)
                                .withReason(reason)
                                .withMessage(message)
                                .build())
                .always();
    }

    private void createDeployment() {
        client.apps()
                .deployments()
                .inNamespace(namespace)
                .resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withName("retool")
                        .addToLabels(KubernetesTargetCluster.INSTANCE, "retool")
                        .endMetadata()
                        .withNewSpec()
                        .withNewSelector()
                        .addToMatchLabels("app", "retool")
                        .endSelector()
                        .withNewTemplate()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("retool")
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
    }

    private void createPod(String name, String replicaSet, int restarts) {
        client.pods()
                .inNamespace(namespace)
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("app", "retool")
                        .addNewOwnerReference()
                        .withApiVersion("apps/v1")
                        .withKind("ReplicaSet")
                        .withName(replicaSet)
                        .withUid("1")
                        .endOwnerReference()
                        .endMetadata()
                        .withNewStatus()
                        .addNewContainerStatus()
                        .withName("retool")
                        .withRestartCount(restarts)
                        .endContainerStatus()
                        .endStatus()
                        .build())
                .create();
    }
}
