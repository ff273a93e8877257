package dev.landfall.local.world;

import dev.landfall.gateway.DatabaseHost.DatabaseInstance;
import dev.landfall.local.cloud.InMemoryDatabaseHost;
import dev.landfall.local.cloud.InMemoryDnsZone;
import dev.landfall.local.cloud.InMemorySecretVault;
import dev.landfall.local.cloud.InMemorySourceCluster;
import dev.landfall.local.world.side.Names;
import dev.landfall.local.world.side.SourceSide;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The control planes that only AWS has. */
record Clouds(
        InMemorySourceCluster source,
        InMemoryDatabaseHost databaseHost,
        InMemoryDnsZone zone,
        InMemorySecretVault vault) {

    private static final Duration TASKS_START_WITHIN = Duration.ofSeconds(2);
    private static final Duration SNAPSHOT_TAKES = Duration.ofSeconds(3);

    /** At once: each poll of a definition costs five seconds, and a rehearsal makes four changes. */
    private static final int IN_SYNC_AFTER_POLLS = 0;

    static Clouds open(WorldHome home, WorldState state, SourceSide side, Clock clock) {
        var vault = new InMemorySecretVault(home.vault());
        side.plant(vault);
        return new Clouds(
                new InMemorySourceCluster(
                        home.cloud(),
                        Names.SOURCE_CLUSTER,
                        side.services(),
                        SourceSide.serviceNames(),
                        SourceSide.schedules(),
                        TASKS_START_WITHIN,
                        clock),
                new InMemoryDatabaseHost(
                        home.cloud(),
                        Map.of(
                                Names.SOURCE_DATABASE_HOST,
                                new DatabaseInstance("retool-production", "15.19", 200, true, true),
                                Names.TARGET_DATABASE_HOST,
                                new DatabaseInstance("retool-blueprint", "15.19", 200, true, true)),
                        SNAPSHOT_TAKES,
                        clock),
                new InMemoryDnsZone(
                        home.cloud(),
                        Names.ZONE_ID,
                        Names.ZONE,
                        List.of("127.0.0.1:" + state.port(Ports.Use.NAME_SERVER)),
                        Names.records(),
                        IN_SYNC_AFTER_POLLS,
                        clock),
                vault);
    }

    /** The name that the domain's record holds, as the name servers serve it. */
    Optional<String> domainPointsTo() {
        return zone.served(Names.DOMAIN).stream()
                .filter(record -> record.type().equals("CNAME"))
                .flatMap(record -> record.values().stream())
                .findFirst();
    }
}
