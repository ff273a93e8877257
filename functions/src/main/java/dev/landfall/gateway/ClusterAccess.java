package dev.landfall.gateway;

import java.util.Optional;

/** How the target's cluster lets identities of AWS in. Only ever read. */
public interface ClusterAccess {

    /** {@code API}, {@code API_AND_CONFIG_MAP} or {@code CONFIG_MAP}; empty where EKS does not tell it. */
    Optional<String> authenticationMode();
}
