package dev.landfall.local.world.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.contract.Eventually;
import dev.landfall.local.world.process.ChildProcesses;
import dev.landfall.local.world.process.MoverProcesses;
import dev.landfall.local.world.process.MoverProgram;
import dev.landfall.model.failure.Problem;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Job runs as a kubelet runs it. */
class JobRunnerTest {

    @TempDir
    Path folder;

    @Test
    void jobWhoseSecretComesAfterItIsStartedThen() throws InterruptedException {
        run((client, runner) -> {
            client.resource(job(container -> container
                            .withArgs("--help")
                            .withEnv(new EnvVarBuilder()
                                    .withName("LANDFALL_OF_A_SECRET")
                                    .withNewValueFrom()
                                    .withNewSecretKeyRef("token", "measure", false)
                                    .endValueFrom()
                                    .build())))
                    .create();

            runner.step();
            runner.step();

            assertThat(pod(client).getStatus().getPhase()).isEqualTo("Pending");
            client.resource(new SecretBuilder()
                            .withNewMetadata()
                            .withName("measure")
                            .endMetadata()
                            .withData(Map.of("token", Base64.getEncoder().encodeToString(new byte[] {'t'})))
                            .build())
                    .create();
            runner.step();

            assertThat(pod(client).getStatus().getPhase()).isEqualTo("Running");
        });
    }

    @Test
    void podOfAMoverThatFailedKeepsItsReason() throws InterruptedException {
        run((client, runner) -> {
            client.resource(job(container -> container.withArgs(
                            "restore",
                            "--store=nowhere",
                            "--run=one",
                            "--database=app",
                            "--target=nowhere",
                            "--password-from=nowhere")))
                    .create();
            runner.step();

            Eventually.within(Duration.ofMinutes(1), "the pod has failed", () -> {
                runner.step();
                return "Failed".equals(pod(client).getStatus().getPhase());
            });

            var ended = pod(client)
                    .getStatus()
                    .getContainerStatuses()
                    .getFirst()
                    .getState()
                    .getTerminated();
            assertThat(ended.getExitCode()).isNotZero();
            assertThat(ended.getMessage().lines().map(Problem::parse).filter(Optional::isPresent))
                    .as(ended.getMessage())
                    .isNotEmpty();
        });
    }

    private interface Work {
        void on(KubernetesClient client, JobRunner runner) throws InterruptedException;
    }

    private void run(Work work) throws InterruptedException {
        var nowhere = URI.create("http://127.0.0.1:1");
        try (var api = KubernetesApi.start(folder.resolve("objects.json"), 0);
                var client = api.client("retool");
                var children = ChildProcesses.open(folder.resolve("children"))) {
            var movers = new MoverProcesses(
                    new MoverProgram(Optional.empty(), nowhere, nowhere),
                    children,
                    folder.resolve("logs"),
                    Optional.empty());
            work.on(client, new JobRunner(client, movers, folder.resolve("mounts")));
        }
    }

    private static Job job(UnaryOperator<ContainerBuilder> container) {
        return new JobBuilder()
                .withNewMetadata()
                .withName("measure")
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app.kubernetes.io/name", "landfall-mover")
                .endMetadata()
                .withNewSpec()
                .withContainers(container
                        .apply(new ContainerBuilder().withName("mover"))
                        .build())
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static Pod pod(KubernetesClient client) {
        return client.pods().list().getItems().getFirst();
    }
}
