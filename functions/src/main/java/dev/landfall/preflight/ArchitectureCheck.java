package dev.landfall.preflight;

import dev.landfall.gateway.ClusterNodes.Nodes;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.run.Configuration;
import dev.landfall.transfer.MoverPlatform;

/** Which platform the mover's Jobs take, and whether the target's cluster has a node for it. */
final class ArchitectureCheck {

    static final String NAME = "mover-architecture";

    private ArchitectureCheck() {}

    static Check check(Scene scene) {
        return check(
                scene.configuration(),
                scene.gateways().surroundings().nodes().running(),
                scene.pod().isPresent());
    }

    /**
     * The same of what is known.
     *
     * @param ran whether a pod of the mover ran in this run: then a node was there for it, or a node autoscaler brought one
     */
    static Check check(Configuration configuration, Nodes nodes, boolean ran) {
        var platform = MoverPlatform.of(configuration, nodes);
        var architecture = platform.architecture();
        var seen = (nodes.none() ? "No EC2 node of the cluster runs" : "The cluster's EC2 nodes are " + nodes.words())
                + "; the mover's Jobs take " + architecture.word() + ", " + platform.why();
        var named = configuration.target().architecture();
        boolean fargate = configuration.target().oidcProvider().isPresent();
        if (ran || named.isEmpty() || fargate || nodes.has(architecture)) {
            return Check.ok(NAME, seen + ".");
        }
        var missing = seen + ", and no node has it.";
        var remedy =
                "Set target.architecture in landfall.json to what the nodes have, or leave it out, and deploy again; or add a node of "
                        + architecture.word() + ".";
        // What brings nodes may still bring one; a fixed set of nodes does not change while a run waits.
        return nodes.none() || nodes.provisioned()
                ? Check.warning(NAME, missing, remedy)
                : Check.blocker(NAME, missing, remedy);
    }
}
