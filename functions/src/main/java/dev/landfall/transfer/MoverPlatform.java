package dev.landfall.transfer;

import dev.landfall.gateway.ClusterNodes;
import dev.landfall.gateway.ClusterNodes.Nodes;
import dev.landfall.model.Architecture;
import dev.landfall.run.Configuration;
import java.util.Optional;

/**
 * The platform of the mover's Jobs in the target's cluster.
 *
 * @param why half a sentence
 */
public record MoverPlatform(Architecture architecture, String why) {

    /** What the configuration decides; else what the cluster's nodes have, which are only then asked for. */
    public static MoverPlatform of(Configuration configuration, ClusterNodes nodes) {
        return decided(configuration).orElseGet(() -> of(nodes.running()));
    }

    /** The same of nodes that are known. */
    public static MoverPlatform of(Configuration configuration, Nodes nodes) {
        return decided(configuration).orElseGet(() -> of(nodes));
    }

    private static Optional<MoverPlatform> decided(Configuration configuration) {
        var target = configuration.target();
        return target.architecture()
                .map(named -> new MoverPlatform(named, "as target.architecture says"))
                .or(() -> target.oidcProvider()
                        .map(fargate -> new MoverPlatform(Architecture.AMD64, "which is all that Fargate has in EKS")));
    }

    private static MoverPlatform of(Nodes nodes) {
        if (nodes.none()) {
            return new MoverPlatform(
                    Architecture.AMD64, "because Fargate and the usual node pools have it where no node runs yet");
        }
        boolean amd64 = nodes.has(Architecture.AMD64);
        return new MoverPlatform(
                amd64 ? Architecture.AMD64 : Architecture.ARM64,
                amd64 && nodes.has(Architecture.ARM64)
                        ? "which comes first where nodes of both are there"
                        : "because its nodes have it");
    }
}
