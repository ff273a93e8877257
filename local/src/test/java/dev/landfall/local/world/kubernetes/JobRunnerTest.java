package dev.landfall.local.world.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.local.world.process.ChildProcesses;
import dev.landfall.local.world.process.MoverProcesses;
import dev.landfall.local.world.process.MoverProgram;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Job runs as a kubelet runs it. */
class JobRunnerTest {

    @TempDir
    Path folder;

    @Test
    void jobWhoseSecretComesAfterItIsStartedThen() {
        var nowhere = URI.create("http://127.0.0.1:1");
        try (var api = KubernetesApi.start(folder.resolve("objects.json"), 0);
                var client = api.client("retool");
                var children = ChildProcesses.open(folder.resolve("children"))) {
            var movers = new MoverProcesses(
                    new MoverProgram(Optional.empty(), nowhere, nowhere),
                    children,
                    folder.resolve("logs"),
                    Optional.empty());
            var runner = new JobRunner(client, movers, folder.resolve("mounts"));
            client.resource(new JobBuilder()
                            .withNewMetadata()
                            .withName("measure")
                            .endMetadata()
                            .withNewSpec()
                            .withNewTemplate()
                            .withNewMetadata()
                            .addToLabels("app.kubernetes.io/name", "landfall-mover")
                            .endMetadata()
                            .withNewSpec()
                            .addNewContainer()
                            .withName("mover")
                            .withArgs("--help")
                            .withEnv(new EnvVarBuilder()
                                    .withName("LANDFALL_OF_A_SECRET")
                                    .withNewValueFrom()
                                    .withNewSecretKeyRef("token", "measure", false)
                                    .endValueFrom()
                                    .build())
                            .endContainer()
                            .endSpec()
                            .endTemplate()
                            .endSpec()
                            .build())
                    .create();

            runner.step();
            runner.step();

            assertThat(client.pods().list().getItems())
                    .singleElement()
                    .satisfies(pod -> assertThat(pod.getStatus().getPhase()).isEqualTo("Pending"));
            client.resource(new SecretBuilder()
                            .withNewMetadata()
                            .withName("measure")
                            .endMetadata()
                            .withData(Map.of("token", Base64.getEncoder().encodeToString(new byte[] {'t'})))
                            .build())
                    .create();
            runner.step();

            assertThat(client.pods().list().getItems())
                    .singleElement()
                    .satisfies(pod -> assertThat(pod.getStatus().getPhase()).isEqualTo("Running"));
        }
    }
}
