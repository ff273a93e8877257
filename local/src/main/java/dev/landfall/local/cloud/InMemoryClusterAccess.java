package dev.landfall.local.cloud;

import dev.landfall.gateway.ClusterAccess;
import java.util.Optional;

/** A cluster with that authentication mode. */
public record InMemoryClusterAccess(Optional<String> authenticationMode) implements ClusterAccess {}
