package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.ClusterNodes;
import dev.landfall.gateway.ClusterNodes.Nodes;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.gateway.aws.Ec2ClusterNodes;
import dev.landfall.model.Architecture;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NeedsTier(Tier.MOTO)
class MotoClusterNodesContractIT extends ClusterNodesContract {

    private static final String CLUSTER = "retool-blueprint";

    private AwsConnection connection;
    private MotoApi account;

    @BeforeEach
    void connect() {
        connection = Moto.fresh();
        account = new MotoApi(connection);
    }

    @Override
    protected ClusterNodes nodes() {
        return PackedArchive.gateway(ClusterNodes.class, Ec2ClusterNodes.class, connection, CLUSTER);
    }

    @Override
    protected void join(Architecture architecture) {
        run(architecture, "eks:cluster-name", CLUSTER, "kubernetes.io/cluster/" + CLUSTER, "owned");
    }

    @Override
    protected void bring(Architecture architecture) {
        run(architecture, "eks:eks-cluster-name", CLUSTER, "karpenter.sh/nodepool", "general-purpose");
    }

    /** Starts a machine with tags and returns its id. */
    private String run(Architecture architecture, String... tags) {
        return start(image(architecture), architecture == Architecture.ARM64 ? "m7g.large" : "m5.large", tags);
    }

    private String start(String image, String type, String... tags) {
        var parameters = new ArrayList<>(List.of(
                "ImageId", image,
                "InstanceType", type,
                "MinCount", "1",
                "MaxCount", "1",
                "TagSpecification.1.ResourceType", "instance"));
        for (int i = 0; i < tags.length; i += 2) {
            var tag = "TagSpecification.1.Tag." + (i / 2 + 1);
            parameters.addAll(List.of(tag + ".Key", tags[i], tag + ".Value", tags[i + 1]));
        }
        return MotoApi.values(account.ec2("RunInstances", parameters.toArray(String[]::new)), "instanceId")
                .getFirst();
    }

    /** One of those that moto knows. */
    private String image(Architecture architecture) {
        return images(
                        "Filter.1.Name",
                        "architecture",
                        "Filter.1.Value.1",
                        architecture == Architecture.ARM64 ? "arm64" : "x86_64",
                        "Filter.2.Name",
                        "name",
                        "Filter.2.Value.1",
                        "amzn2*")
                .getFirst();
    }

    private List<String> images(String... filters) {
        return MotoApi.values(account.ec2("DescribeImages", filters), "imageId");
    }

    @ParameterizedTest
    @CsvSource({
        "kubernetes.io/cluster/retool-blueprint, owned",
        "aws:eks:cluster-name, retool-blueprint",
        "eks:cluster-name, retool-blueprint",
        "eks:eks-cluster-name, retool-blueprint"
    })
    void eachTagOfTheClusterIsEnough(String key, String value) {
        run(Architecture.ARM64, key, value);

        assertThat(nodes().running()).isEqualTo(new Nodes(Map.of(Architecture.ARM64, 1), false));
    }

    @Test
    void machinesOfAnotherClusterAreNoneOfIt() {
        run(Architecture.ARM64, "eks:cluster-name", "other", "kubernetes.io/cluster/other", "owned");
        run(Architecture.ARM64, "Name", "bastion");

        assertThat(nodes().running().none()).isTrue();
    }

    /** The mover runs on Linux; the machine is a node of the cluster all the same. */
    @Test
    void machineOfWindowsIsNone() {
        var windows = images("Filter.1.Name", "platform", "Filter.1.Value.1", "windows")
                .getFirst();
        start(windows, "m5.large", "eks:cluster-name", CLUSTER);

        assertThat(nodes().running().none()).isTrue();
    }

    @Test
    void machineThatWasEndedIsNoNode() {
        var id = run(Architecture.AMD64, "eks:cluster-name", CLUSTER);
        account.ec2("TerminateInstances", "InstanceId.1", id);

        assertThat(nodes().running().none()).isTrue();
    }

    @Test
    void everyCallUsesExactlyItsActions() {
        var recorder = new CallRecorder();
        recorder.watch(ClusterNodes.class, new Ec2ClusterNodes(connection.shownTo(recorder), CLUSTER))
                .running();
        recorder.assertUsedExactlyWhatIsListed(ClusterNodes.class);
    }
}
