package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.contract.Eventually;
import dev.landfall.contract.Kubelet;
import dev.landfall.contract.LoneNode;
import dev.landfall.contract.RealCluster;
import dev.landfall.gateway.JobState;
import dev.landfall.gateway.TargetCluster;
import dev.landfall.gateway.kubernetes.KubernetesTargetCluster;
import dev.landfall.gateway.kubernetes.MoverPod;
import dev.landfall.model.Architecture;
import dev.landfall.run.ConfigurationFile;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import dev.landfall.transfer.JobName;
import dev.landfall.transfer.MoverJobs;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A restore's Job fails in a real cluster, and DiagnoseMove names why. What the scheduler, the Job's controller and
 * admission say is theirs in every cluster. What a kubelet says is the kubelet's own where pods run; where they do not,
 * as on a control plane without a node, {@link Kubelet} writes it.
 */
@NeedsTier(Tier.KUBERNETES)
class RealDiagnoseMoveIT {

    private static final Duration FOLLOWS_WITHIN = Duration.ofMinutes(3);
    private static final String RUN = "rehearsal";
    private static final String DATABASE = "app";
    private static final String JOB = JobName.of(RUN, DATABASE, "restore");

    /** Has a shell; only pulled where pods run. */
    private static final String SHELL_IMAGE =
            Optional.ofNullable(System.getenv("LANDFALL_SHELL_IMAGE")).orElse("busybox:1.37");

    private static final List<String> EATS_MEMORY = List.of("sh", "-c", "x=a; while :; do x=$x$x; done");

    @TempDir
    Path folder;

    private RealCluster real;
    private KubernetesClient functions;

    @BeforeEach
    void makeNamespace() {
        real = new RealCluster();
        functions = real.identity("landfall-functions", RealCluster.EDITS);
        real.createSecret("db-credentials", Map.of("password", "marked-password"));
    }

    @AfterEach
    void removeNamespace() {
        functions.close();
        real.close();
    }

    @Test
    void imageThatCannotBePulled() throws InterruptedException {
        var target = target(pod("registry.invalid/mover:1"));
        start(target, List.of("restore"));
        if (!real.runsPods()) {
            new Kubelet(real.administrator()).cannotPull(podOfJob());
        }

        var diagnosis = diagnoseOnceJobSays(target, "ErrImagePull|ImagePullBackOff");

        assertThat(diagnosis.get("error").asText()).isEqualTo("JOB_IMAGE_UNAVAILABLE");
        assertThat(diagnosis.get("cause").asText())
                .contains("registry.invalid/mover:1")
                .contains("Check that the mover's image is in the registry");
        assertThat(stopped(diagnosis)).containsExactly(JOB);
        assertJobGoes(target);
    }

    @Test
    void podThatFitsOnNoNode() throws InterruptedException {
        var big = new MoverPod(
                MoverPod.everywhere("registry.invalid/mover:1"),
                RealCluster.MOVER,
                Optional.empty(),
                Map.of(),
                "100k",
                "4Gi",
                "1Gi",
                Duration.ofHours(1),
                Duration.ofHours(1));
        var target = target(big);
        start(target, List.of("restore"));

        var diagnosis = diagnoseOnceJobSays(target, "Unschedulable");

        assertThat(diagnosis.get("error").asText()).isEqualTo("JOB_UNSCHEDULABLE");
        assertThat(diagnosis.get("cause").asText()).contains("nodes").contains("Make room for the mover's pod");
        assertThat(stopped(diagnosis)).containsExactly(JOB);
        assertJobGoes(target);
    }

    @Test
    void containerThatTookTooMuchMemory() throws InterruptedException {
        var small = new MoverPod(
                MoverPod.everywhere(SHELL_IMAGE),
                RealCluster.MOVER,
                Optional.empty(),
                Map.of(),
                "10m",
                "32Mi",
                "1Gi",
                Duration.ofHours(1),
                Duration.ofHours(1));
        var target = target(small);
        start(target, EATS_MEMORY);
        if (!real.runsPods()) {
            new Kubelet(real.administrator()).killsForMemory(podOfJob());
        }

        Eventually.within(FOLLOWS_WITHIN, "the controller marks the job failed", this::jobHasFailed);
        var diagnosis = diagnoseOnceJobSays(target, "OOMKilled");

        assertThat(diagnosis.get("error").asText()).isEqualTo("JOB_OUT_OF_MEMORY");
        assertThat(diagnosis.get("cause").asText())
                .contains("exit code 137")
                .contains("Raise mover.cpu, with which memory grows");
        assertThat(stopped(diagnosis)).isEmpty();
    }

    @Test
    void jobThatTookTooLong() throws InterruptedException {
        var brief = new MoverPod(
                MoverPod.everywhere("registry.invalid/mover:1"),
                RealCluster.MOVER,
                Optional.empty(),
                Map.of(),
                "10m",
                "32Mi",
                "1Gi",
                Duration.ofSeconds(2),
                Duration.ofHours(1));
        var target = target(brief);
        start(target, List.of("restore"));

        var diagnosis = diagnoseOnceJobSays(target, "DeadlineExceeded");

        assertThat(diagnosis.get("error").asText()).isEqualTo("JOB_DEADLINE_EXCEEDED");
        assertThat(diagnosis.get("cause").asText()).contains("progress.json");
        assertThat(stopped(diagnosis)).isEmpty();
    }

    @Test
    void podThatWasNotAdmitted() throws InterruptedException {
        real.administrator()
                .resourceQuotas()
                .inNamespace(real.namespace())
                .resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("no-pods")
                        .endMetadata()
                        .withNewSpec()
                        .addToHard("pods", new Quantity("0"))
                        .endSpec()
                        .build())
                .create();
        var target = target(pod("registry.invalid/mover:1"));
        start(target, List.of("restore"));

        var diagnosis = diagnoseOnceJobSays(target, "FailedCreate");

        assertThat(diagnosis.get("error").asText()).isEqualTo("JOB_NOT_ADMITTED");
        assertThat(diagnosis.get("cause").asText()).contains("exceeded quota").contains("Let the namespace's quota");
    }

    @Test
    void accountThatIsMissingIsMadeBeforeTheJob() throws InterruptedException {
        real.administrator()
                .serviceAccounts()
                .inNamespace(real.namespace())
                .withName(RealCluster.MOVER)
                .delete();

        start(target(pod("registry.invalid/mover:1")), List.of("restore"));

        assertThat(podOfJob().getSpec().getServiceAccountName()).isEqualTo(RealCluster.MOVER);
    }

    /** The scheduler's own words. */
    @Test
    void podWhoseArchitectureNoNodeHas() throws InterruptedException {
        try (var node = new LoneNode(real.administrator(), Architecture.ARM64)) {
            node.join();
            var target = target(pod("registry.invalid/mover:1"));
            start(target, List.of("restore"));

            var diagnosis = diagnoseOnceJobSays(target, "Unschedulable: .*node affinity/selector");

            assertThat(diagnosis.get("error").asText()).isEqualTo("JOB_ARCHITECTURE_MISSING");
            assertThat(diagnosis.get("cause").asText())
                    .contains("no node of architecture amd64")
                    .contains("target.architecture");
            assertThat(stopped(diagnosis)).containsExactly(JOB);
            assertJobGoes(target);
        }
    }

    @Test
    void failedJobMakesRoomForTheNextTry() throws InterruptedException {
        var brief = new MoverPod(
                MoverPod.everywhere("registry.invalid/mover:1"),
                RealCluster.MOVER,
                Optional.empty(),
                Map.of(),
                "10m",
                "32Mi",
                "1Gi",
                Duration.ofSeconds(2),
                Duration.ofHours(1));
        start(target(brief), List.of("restore"));
        Eventually.within(FOLLOWS_WITHIN, "the controller marks the job failed", this::jobHasFailed);

        var target = target(pod("registry.invalid/mover:1"));
        Eventually.within(FOLLOWS_WITHIN, "the next try has its job", () -> {
            try {
                start(target, List.of("restore"));
                return true;
            } catch (dev.landfall.model.failure.StillWaitingException waiting) {
                return false;
            }
        });

        assertThat(state(target).orElseThrow().phase()).isEqualTo(JobState.Phase.PENDING);
    }

    private static MoverPod pod(String image) {
        return new MoverPod(
                MoverPod.everywhere(image),
                RealCluster.MOVER,
                Optional.empty(),
                Map.of(),
                "10m",
                "32Mi",
                "1Gi",
                Duration.ofHours(1),
                Duration.ofHours(1));
    }

    private TargetCluster target(MoverPod pod) {
        return new KubernetesTargetCluster(functions, "test", real.namespace(), "retool", pod);
    }

    private void start(TargetCluster target, List<String> arguments) {
        var world = new HandlerWorld(folder);
        new MoverJobs(world.with(target), ConfigurationFile.read(world.files), RUN)
                .start(DATABASE, "restore", arguments, "marked-token", "db-credentials/password");
    }

    private JsonNode diagnoseOnceJobSays(TargetCluster target, String words) throws InterruptedException {
        Eventually.within(
                FOLLOWS_WITHIN,
                "the job says " + words,
                () -> state(target)
                        .flatMap(JobState::reason)
                        .filter(reason -> reason.matches("(?s)(" + words + ").*"))
                        .isPresent());
        var world = new HandlerWorld(folder);
        var diagnosis = world.call(
                new DiagnoseMove(world.with(target)),
                Map.of(
                        "runId",
                        RUN,
                        "database",
                        DATABASE,
                        "failure",
                        Map.of("state", "CopyDatabase", "error", "States.HeartbeatTimeout", "cause", "")));
        assertThat(diagnosis.toString()).doesNotContain("marked-");
        return diagnosis;
    }

    private Optional<JobState> state(TargetCluster target) {
        return target.jobs(MoverJobs.labels(RUN, DATABASE)).stream().findFirst();
    }

    private void assertJobGoes(TargetCluster target) throws InterruptedException {
        Eventually.within(
                FOLLOWS_WITHIN, "the stopped job is gone", () -> state(target).isEmpty());
    }

    private boolean jobHasFailed() {
        var job = real.administrator()
                .batch()
                .v1()
                .jobs()
                .inNamespace(real.namespace())
                .withName(JOB)
                .get();
        return job.getStatus() != null
                && job.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Failed".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private Pod podOfJob() throws InterruptedException {
        Eventually.within(FOLLOWS_WITHIN, "the job has its pod", () -> !pods().isEmpty());
        return pods().getFirst();
    }

    private List<Pod> pods() {
        return real.administrator()
                .pods()
                .inNamespace(real.namespace())
                .withLabel("batch.kubernetes.io/job-name", JOB)
                .list()
                .getItems();
    }

    private static List<String> stopped(JsonNode diagnosis) {
        return diagnosis.get("stopped").valueStream().map(JsonNode::asText).toList();
    }
}
