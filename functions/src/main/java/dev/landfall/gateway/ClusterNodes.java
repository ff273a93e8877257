package dev.landfall.gateway;

import dev.landfall.model.Architecture;
import java.util.Map;
import java.util.stream.Collectors;

/** The machines that the target's cluster runs pods on, as far as they are machines of this account. */
public interface ClusterNodes {

    /**
     * Running Linux machines of EC2 among the cluster's nodes. Fargate has none, and neither has a node pool that has
     * scaled to zero.
     *
     * @param byArchitecture how many of each; what no image of the mover is built for is left out
     * @param provisioned whether Karpenter or EKS Auto Mode brought any of them, and so may bring others when asked
     */
    record Nodes(Map<Architecture, Integer> byArchitecture, boolean provisioned) {

        public Nodes {
            byArchitecture = Map.copyOf(byArchitecture);
        }

        public boolean has(Architecture architecture) {
            return byArchitecture.containsKey(architecture);
        }

        public boolean none() {
            return byArchitecture.isEmpty();
        }

        /** Such as {@code 3 amd64, 1 arm64}. */
        public String words() {
            return byArchitecture.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(each -> each.getValue() + " " + each.getKey().word())
                    .collect(Collectors.joining(", "));
        }
    }

    Nodes running();
}
