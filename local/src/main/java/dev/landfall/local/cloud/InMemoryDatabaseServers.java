package dev.landfall.local.cloud;

import dev.landfall.gateway.DatabaseServers;
import java.util.Map;
import java.util.Optional;

/** Database servers by endpoint; whoever holds the map may change it. */
public record InMemoryDatabaseServers(Map<String, DatabaseServer> byEndpoint) implements DatabaseServers {

    @Override
    public Optional<DatabaseServer> at(String endpointHost) {
        return Optional.ofNullable(byEndpoint.get(endpointHost));
    }
}
