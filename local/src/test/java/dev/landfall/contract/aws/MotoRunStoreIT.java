package dev.landfall.contract.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.contract.CallRecorder;
import dev.landfall.contract.Moto;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.RunStore;
import dev.landfall.gateway.aws.S3RunStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** What the store does is held against a real S3 server; here only what it may do in AWS. */
@NeedsTier(Tier.MOTO)
class MotoRunStoreIT {

    @Test
    void everyCallUsesExactlyItsActions() {
        var connection = Moto.fresh();
        try (var s3 = connection.client(S3Client.builder().forcePathStyle(true))) {
            s3.createBucket(request -> request.bucket("runs"));
        }
        var recorder = new CallRecorder();
        var store = recorder.watch(RunStore.class, S3RunStore.through(connection.shownTo(recorder), "runs"));

        assertThat(store.location()).isEqualTo("s3://runs");
        assertThat(store.write("runs/one/run.json", new byte[] {1})).isEqualTo(Change.CREATED);
        assertThat(store.write("runs/one/run.json", new byte[] {2})).isEqualTo(Change.UPDATED);
        store.writeIfAbsent("lock.json", new byte[] {3});
        assertThat(store.read("runs/one/run.json")).isPresent();
        assertThat(store.list("runs/")).hasSize(1);
        assertThat(store.files("runs/one/")).containsExactly("runs/one/run.json");
        assertThat(store.folders("runs/")).containsExactly("one");
        assertThat(store.delete("lock.json")).isEqualTo(Change.REMOVED);

        recorder.assertUsedExactlyWhatIsListed(RunStore.class);
    }
}
