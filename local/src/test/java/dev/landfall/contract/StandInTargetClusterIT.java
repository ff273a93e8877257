package dev.landfall.contract;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.landfall.gateway.TargetCluster;
import dev.landfall.gateway.kubernetes.KubernetesTargetCluster;
import dev.landfall.gateway.kubernetes.MoverPod;
import dev.landfall.gateway.kubernetes.PlainClient;
import dev.landfall.local.world.kubernetes.KubernetesApi;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local world's API server: fabric8's mock, its objects kept. */
class StandInTargetClusterIT extends TargetClusterContract {

    private static final String NAMESPACE = "retool";
    private static final String DELETED_ELSEWHERE =
            "the client reads what a deletion answers on a thread that knows the class path only; ArchiveIT deletes a Job in a JVM of its own";

    @TempDir
    Path folder;

    private KubernetesApi api;
    private KubernetesClient client;

    @BeforeEach
    void start() {
        api = KubernetesApi.start(folder.resolve("objects.json"), 0);
        client = api.client(NAMESPACE);
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    @Override
    protected KubernetesClient client() {
        return client;
    }

    @Override
    protected String namespace() {
        return NAMESPACE;
    }

    @Override
    protected TargetCluster cluster(MoverPod pod) {
        return PackedArchive.gateway(
                TargetCluster.class,
                KubernetesTargetCluster.class,
                PackedArchive.isUsed() ? itsOwnClient() : client,
                "test",
                NAMESPACE,
                "retool",
                pod);
    }

    @Override
    @Test
    void deletingAJobTakesItsTokenAlong() throws InterruptedException {
        assumeFalse(PackedArchive.isUsed(), DELETED_ELSEWHERE);
        super.deletingAJobTakesItsTokenAlong();
    }

    @Override
    @Test
    void jobOfAnEarlierTokenMakesRoomFirst() throws InterruptedException {
        assumeFalse(PackedArchive.isUsed(), DELETED_ELSEWHERE);
        super.jobOfAnEarlierTokenMakesRoomFirst();
    }

    @Override
    @Test
    void longestExecutionNameFits() {
        assumeFalse(PackedArchive.isUsed(), DELETED_ELSEWHERE);
        super.longestExecutionNameFits();
    }

    @Override
    @Test
    void tokenThatNoJobOwnsAnyMoreIsNotHandedOn() {
        assumeFalse(PackedArchive.isUsed(), DELETED_ELSEWHERE);
        super.tokenThatNoJobOwnsAnyMoreIsNotHandedOn();
    }

    private Object itsOwnClient() {
        return PackedArchive.made(
                PlainClient.class, "connect", client.getMasterUrl().toString());
    }
}
