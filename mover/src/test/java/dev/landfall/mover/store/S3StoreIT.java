package dev.landfall.mover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.embedded.S3Server;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.storage.StorageCopy;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

class S3StoreIT extends ObjectStoreContract {

    @TempDir
    static Path folder;

    private static S3Server server;
    private static ObjectStore store;

    @BeforeAll
    static void start() {
        server = S3Server.start(folder.resolve("s3"), 0);
        store = new S3Store(TestS3.client(server.endpoint()), S3Server.BUCKET, "some/prefix/");
    }

    @AfterAll
    static void stop() {
        store.close();
        server.stop();
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Test
    void contentOfAnotherDigestIsRefused() {
        assertThatThrownBy(() -> store.put("damaged", new byte[] {1}, Sha256.of(new byte[] {2})))
                .isInstanceOf(LandfallException.class)
                .hasMessageContaining("STORE_REFUSED");
        assertThat(store.get("damaged")).isEmpty();
    }

    @Test
    void bucketThatIsNotThereIsNamed() {
        try (var other = new S3Store(TestS3.client(server.endpoint()), "no-such-bucket", "")) {
            assertThatThrownBy(() -> other.put("a", new byte[] {1}))
                    .isInstanceOf(LandfallException.class)
                    .hasMessageContaining("STORE_UNREACHABLE")
                    .hasMessageContaining("no-such-bucket");
        }
    }

    @Test
    void serverThatDoesNotAnswerIsNamed() {
        try (var other = new S3Store(TestS3.client(URI.create("http://127.0.0.1:9")), "bucket", "")) {
            assertThatThrownBy(() -> other.get("a"))
                    .isInstanceOf(LandfallException.class)
                    .hasMessageContaining("STORE_UNREACHABLE");
        }
    }

    @Test
    void storageIsCopiedOnceAndOnlyWhatChanged() {
        try (var client = TestS3.client(server.endpoint())) {
            for (var name : List.of("a", "b/c", "d")) {
                client.putObject(
                        request -> request.bucket(S3Server.BUCKET)
                                .key("from/" + name)
                                .contentType("image/png")
                                .metadata(Map.of("kept", "yes")),
                        RequestBody.fromString("content of " + name));
            }
            client.putObject(
                    request -> request.bucket(S3Server.BUCKET).key("to/only-there"), RequestBody.fromString("stays"));
            var copy = new StorageCopy(
                    client,
                    new StoreLocation.Bucket(S3Server.BUCKET, "from/"),
                    new StoreLocation.Bucket(S3Server.BUCKET, "to/"),
                    new StopSignal());

            assertThat(run(copy)).isEqualTo(List.of(3L, 3L));
            assertThat(run(copy)).isEqualTo(List.of(3L, 0L));
            client.putObject(
                    request -> request.bucket(S3Server.BUCKET).key("from/d"), RequestBody.fromString("content of e"));
            assertThat(run(copy)).isEqualTo(List.of(3L, 1L));

            var copied = client.getObjectAsBytes(
                    request -> request.bucket(S3Server.BUCKET).key("to/b/c"));
            assertThat(copied.asUtf8String()).isEqualTo("content of b/c");
            assertThat(copied.response().contentType()).isEqualTo("image/png");
            assertThat(copied.response().metadata()).containsEntry("kept", "yes");
            assertThat(client.getObjectAsBytes(
                                    request -> request.bucket(S3Server.BUCKET).key("to/only-there"))
                            .asUtf8String())
                    .isEqualTo("stays");
        }
    }

    private static List<Long> run(StorageCopy copy) {
        try (var progress = new ProgressTracker("run", "storage", "copy-storage", List.of())) {
            var result = copy.run(progress);
            return List.of(result.objects(), result.copied());
        }
    }
}
