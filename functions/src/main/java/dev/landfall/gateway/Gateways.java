package dev.landfall.gateway;

import java.time.Clock;

/** Everything a handler can reach. One set for each place Landfall runs in. */
public record Gateways(
        SourceCluster source,
        TargetCluster target,
        DatabaseHost databaseHost,
        Databases databases,
        DnsZone dnsZone,
        NameServers nameServers,
        HttpProbe httpProbe,
        RunStore runStore,
        SecretVault secretVault,
        Notices notices,
        TaskTokens taskTokens,
        Executions executions,
        OwnRights ownRights,
        Surroundings surroundings,
        Clock clock) {

    /** The same with the rights of another role. */
    public Gateways with(OwnRights others) {
        return new Gateways(
                source,
                target,
                databaseHost,
                databases,
                dnsZone,
                nameServers,
                httpProbe,
                runStore,
                secretVault,
                notices,
                taskTokens,
                executions,
                others,
                surroundings,
                clock);
    }

    /** The same with another view of the run store. */
    public Gateways with(RunStore other) {
        return new Gateways(
                source,
                target,
                databaseHost,
                databases,
                dnsZone,
                nameServers,
                httpProbe,
                other,
                secretVault,
                notices,
                taskTokens,
                executions,
                ownRights,
                surroundings,
                clock);
    }
}
