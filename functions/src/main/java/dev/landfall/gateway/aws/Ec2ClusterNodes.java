package dev.landfall.gateway.aws;

import dev.landfall.gateway.ClusterNodes;
import dev.landfall.model.Architecture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds a cluster's nodes among the instances of EC2 by the tags that EKS, its node groups and Karpenter give them. The
 * cluster's own list of nodes cannot be asked: no access policy that ends at a namespace shows it.
 */
public final class Ec2ClusterNodes implements ClusterNodes {

    /** On what a node group, Karpenter or eksctl launched; its value is a lifecycle's word. */
    private static final String OF_KUBERNETES = "kubernetes.io/cluster/";

    /** Their value is the cluster's name: from EKS on every node, from a managed node group, from Auto Mode and Karpenter. */
    private static final List<String> NAMING =
            List.of("aws:eks:cluster-name", "eks:cluster-name", "eks:eks-cluster-name");

    /** On what brings nodes as pods ask for them. */
    private static final List<String> PROVISIONERS = List.of("karpenter.sh/nodepool", "eks:kubernetes-node-pool-name");

    private static final Map<String, Architecture> ARCHITECTURES =
            Map.of("x86_64", Architecture.AMD64, "arm64", Architecture.ARM64);

    private final SignedApi ec2;
    private final String cluster;

    public Ec2ClusterNodes(AwsConnection connection, String cluster) {
        this.ec2 = SignedApi.ec2(connection);
        this.cluster = cluster;
    }

    @Override
    public Nodes running() {
        return AwsProblem.guard("describe the instances of the cluster " + cluster, () -> {
            var counts = new TreeMap<Architecture, Integer>();
            boolean provisioned = false;
            for (var instance : instances()) {
                var tags = tags(instance);
                var architecture = instance.text("architecture").flatMap(Ec2ClusterNodes::architecture);
                if (architecture.isEmpty() || !isNode(tags) || isWindows(instance)) {
                    continue;
                }
                counts.merge(architecture.get(), 1, Integer::sum);
                provisioned |= PROVISIONERS.stream().anyMatch(tags::containsKey);
            }
            return new Nodes(counts, provisioned);
        });
    }

    /** All pages of what carries any of the tags: filters of one request are joined by and, values of one by or. */
    private List<XmlAnswer> instances() {
        var instances = new ArrayList<XmlAnswer>();
        var next = Optional.<String>empty();
        do {
            var parameters = new TreeMap<>(Map.of(
                    "Filter.1.Name", "instance-state-name",
                    "Filter.1.Value.1", "running",
                    "Filter.2.Name", "tag-key",
                    "Filter.2.Value.1", OF_KUBERNETES + cluster,
                    "MaxResults", "1000"));
            for (int i = 0; i < NAMING.size(); i++) {
                parameters.put("Filter.2.Value." + (i + 2), NAMING.get(i));
            }
            next.ifPresent(token -> parameters.put("NextToken", token));
            var answer = ec2.query("DescribeInstances", parameters);
            answer.members("reservationSet").forEach(each -> instances.addAll(each.members("instancesSet")));
            next = answer.text("nextToken");
        } while (next.isPresent());
        return instances;
    }

    private static Map<String, String> tags(XmlAnswer instance) {
        var tags = new HashMap<String, String>();
        for (var tag : instance.members("tagSet")) {
            tags.put(tag.text("key").orElse(""), tag.text("value").orElse(""));
        }
        return tags;
    }

    private boolean isNode(Map<String, String> tags) {
        return tags.containsKey(OF_KUBERNETES + cluster)
                || NAMING.stream().anyMatch(tag -> cluster.equals(tags.get(tag)));
    }

    private static Optional<Architecture> architecture(String word) {
        return Optional.ofNullable(ARCHITECTURES.get(word));
    }

    private static boolean isWindows(XmlAnswer instance) {
        return instance.text("platform").filter("windows"::equalsIgnoreCase).isPresent();
    }
}
