package dev.landfall.infra.iam;

import dev.landfall.gateway.aws.GatewayCall;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** The actions that a gateway's method uses, as contract tests recorded them through the real SDK. */
final class GatewayActions {

    private GatewayActions() {}

    /** For a method such as {@code RunStore.read}. */
    static Set<String> of(String method) {
        if (method.startsWith("TargetCluster.")) {
            return method.equals("TargetCluster.name") ? Set.of() : Set.of("eks:DescribeCluster");
        }
        if (method.startsWith("Databases.")) {
            // The password's reference leads to a secret, a parameter, or a Secret of the cluster.
            var actions = new TreeSet<>(of("SecretVault.resolve"));
            actions.addAll(of("TargetCluster.secret"));
            return actions;
        }
        var actions = new TreeSet<String>();
        Arrays.stream(GatewayCall.values())
                .filter(call -> method.equals(call.gateway().getSimpleName() + "." + call.method()))
                .forEach(call -> {
                    actions.addAll(call.actions());
                    actions.addAll(call.implied());
                });
        return actions;
    }
}
