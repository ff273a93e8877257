package dev.landfall.local.cloud;

import dev.landfall.contract.ClusterNodesContract;
import dev.landfall.gateway.ClusterNodes;
import dev.landfall.local.cloud.InMemoryClusterNodes.Machine;
import dev.landfall.model.Architecture;
import java.util.ArrayList;

class InMemoryClusterNodesTest extends ClusterNodesContract {

    private final InMemoryClusterNodes nodes = new InMemoryClusterNodes(new ArrayList<>());

    @Override
    protected ClusterNodes nodes() {
        return nodes;
    }

    @Override
    protected void join(Architecture architecture) {
        nodes.machines().add(new Machine(architecture, false));
    }

    @Override
    protected void bring(Architecture architecture) {
        nodes.machines().add(new Machine(architecture, true));
    }
}
