package dev.landfall.local.cloud;

import dev.landfall.gateway.ClusterNodes;
import dev.landfall.model.Architecture;
import java.util.HashMap;
import java.util.List;

/** Machines as they stand in a list; whoever holds it may change it. */
public record InMemoryClusterNodes(List<Machine> machines) implements ClusterNodes {

    /**
     * One machine of the cluster.
     *
     * @param provisioned whether Karpenter or EKS Auto Mode brought it
     */
    public record Machine(Architecture architecture, boolean provisioned) {}

    @Override
    public Nodes running() {
        var counts = new HashMap<Architecture, Integer>();
        machines.forEach(machine -> counts.merge(machine.architecture(), 1, Integer::sum));
        return new Nodes(counts, machines.stream().anyMatch(Machine::provisioned));
    }
}
