package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.embedded.S3Server;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.transfer.PodFacts;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.mover.probe.PodProbe;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.store.S3Store;
import dev.landfall.mover.store.Sha256;
import dev.landfall.mover.store.TestS3;
import dev.landfall.mover.task.FakeStepFunctions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pod tells of itself before anything moves. */
class ProbeIT {

    @TempDir
    Path folder;

    @Test
    void aTestObjectComesAndGoesAndThePodsWordStays() throws Exception {
        try (var s3 = S3Server.start(folder.resolve("s3"), 0);
                var states = new FakeStepFunctions()) {
            var done = probe(s3, states, S3Server.BUCKET);

            assertThat(done.exit()).as(done.stderr()).isZero();
            assertThat(states.calls("SendTaskSuccess")).hasSize(1);
            try (ObjectStore bucket = new S3Store(TestS3.client(s3.endpoint()), S3Server.BUCKET, "")) {
                assertThat(bucket.list("runs/one/", "")).containsExactly("runs/one/pod.json");
                assertThat(bucket.readJson(new RunLayout("one").pod(), PodFacts.class)
                                .orElseThrow()
                                .programs())
                        .isEqualTo(PostgresPrograms.find(System.getenv()).majors());
            }
        }
    }

    @Test
    void aBucketThatThePodMayNotUseIsItsOwnReason() throws Exception {
        try (var s3 = S3Server.start(folder.resolve("s3"), 0);
                var states = new FakeStepFunctions()) {
            var done = probe(s3, states, "another-bucket");

            assertThat(done.exit()).isEqualTo(1);
            var failure = states.calls("SendTaskFailure").getFirst().body();
            assertThat(failure.get("error").asText()).isEqualTo("STORE_UNREACHABLE");
            assertThat(failure.get("cause").asText()).contains("another-bucket");
        }
    }

    @Test
    void anObjectThatComesBackAsAnotherIsNoProof() {
        try (var store = new Forgetful(new FolderStore(folder.resolve("store")))) {
            var probe = new PodProbe("one", store, PostgresPrograms.find(Map.of()), Clock.systemUTC());

            assertThatThrownBy(probe::look)
                    .isInstanceOf(LandfallException.class)
                    .hasMessageContaining("did not come back as it was");
            assertThat(store.list("runs/one/", "")).isEmpty();
        }
    }

    private MoverProcess probe(S3Server s3, FakeStepFunctions states, String bucket) throws Exception {
        return MoverProcess.start(
                folder,
                Map.of(
                        "AWS_ENDPOINT_URL_S3",
                        s3.endpoint().toString(),
                        "AWS_ENDPOINT_URL_SFN",
                        states.endpoint(),
                        "LANDFALL_TASK_TOKEN",
                        "token"),
                "probe",
                "--store",
                "s3://" + bucket,
                "--run",
                "one");
    }

    /** Takes everything and gives something else. */
    private record Forgetful(ObjectStore store) implements ObjectStore {

        @Override
        public void put(String key, byte[] content, Sha256 digest) {
            store.put(key, content, digest);
        }

        @Override
        public Optional<byte[]> get(String key) {
            return Optional.of(new byte[] {1});
        }

        @Override
        public List<String> list(String prefix, String after) {
            return store.list(prefix, after);
        }

        @Override
        public void delete(String key) {
            store.delete(key);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
