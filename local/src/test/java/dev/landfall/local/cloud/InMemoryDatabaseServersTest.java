package dev.landfall.local.cloud;

import dev.landfall.contract.DatabaseServersContract;
import dev.landfall.gateway.DatabaseServers.DatabaseServer;
import java.util.Map;
import java.util.Optional;

class InMemoryDatabaseServersTest extends DatabaseServersContract {

    @Override
    protected InMemoryDatabaseServers servers() {
        return new InMemoryDatabaseServers(Map.of(
                endpointHost(),
                new DatabaseServer(
                        INSTANCE,
                        "postgres",
                        "15.19",
                        "db.m5.large",
                        80,
                        Optional.empty(),
                        true,
                        false,
                        false,
                        7,
                        Map.of(),
                        Optional.empty(),
                        Optional.empty())));
    }

    @Override
    protected String endpointHost() {
        return "retool.cluster.example.net";
    }
}
