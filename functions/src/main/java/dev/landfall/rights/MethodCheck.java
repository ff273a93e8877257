package dev.landfall.rights;

import dev.landfall.gateway.TargetCluster.ClusterRight;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How it is found out beforehand that a function may use a gateway's method. */
sealed interface MethodCheck {

    /** Gateway methods that the check itself calls. */
    Set<String> calls();

    /**
     * It only reads, so it is called, or another read of the same gateway that needs the same rights and is over sooner.
     *
     * @param calls the gateway methods that are called
     */
    record Read(Set<String> calls, Reading reading) implements MethodCheck {}

    /** It changes something in the cluster: the API server is asked for these rights. */
    record InCluster(List<ClusterRight> rights) implements MethodCheck {
        @Override
        public Set<String> calls() {
            return Set.of("TargetCluster.denied", "TargetCluster.name");
        }
    }

    /** It changes something in AWS, or cannot be read without knowing more: IAM is asked, as it is for every method. */
    record Simulated() implements MethodCheck {
        @Override
        public Set<String> calls() {
            return Set.of();
        }
    }

    /** It asks nobody: it tells what the configuration says. */
    record NeedsNothing() implements MethodCheck {
        @Override
        public Set<String> calls() {
            return Set.of();
        }
    }

    /** Makes a read; says why where there was nothing to read. */
    @FunctionalInterface
    interface Reading {
        Optional<String> read(CheckGround ground);
    }
}
