package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.ClusterNodes;
import dev.landfall.gateway.ClusterNodes.Nodes;
import dev.landfall.model.Architecture;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every account tells of the machines of one cluster. */
public abstract class ClusterNodesContract {

    protected abstract ClusterNodes nodes();

    /** A machine of a node group. */
    protected abstract void join(Architecture architecture);

    /** A machine that Karpenter or EKS Auto Mode brought. */
    protected abstract void bring(Architecture architecture);

    @Test
    void clusterWithoutMachinesHasNoNodes() {
        assertThat(nodes().running()).isEqualTo(new Nodes(Map.of(), false));
        assertThat(nodes().running().none()).isTrue();
    }

    @Test
    void nodesAreCountedByArchitecture() {
        join(Architecture.AMD64);
        join(Architecture.AMD64);
        join(Architecture.ARM64);

        assertThat(nodes().running()).isEqualTo(new Nodes(Map.of(Architecture.AMD64, 2, Architecture.ARM64, 1), false));
        assertThat(nodes().running().words()).isEqualTo("2 amd64, 1 arm64");
    }

    @Test
    void nodesThatWereBroughtSayThatOthersCanBe() {
        join(Architecture.AMD64);
        bring(Architecture.ARM64);

        assertThat(nodes().running()).isEqualTo(new Nodes(Map.of(Architecture.AMD64, 1, Architecture.ARM64, 1), true));
    }
}
