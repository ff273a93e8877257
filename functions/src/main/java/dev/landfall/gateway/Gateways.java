package dev.landfall.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything a handler can reach. One set for each place Landfall runs in.
 *
 * @param binding makes these gateways for what a plan names; empty where they reach the same whatever it names
 */
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
        Clock clock,
        Optional<Function<JsonNode, Gateways>> binding) {

    /** Gateways that reach the same whatever a plan names. */
    public Gateways(
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
        this(
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
                ownRights,
                surroundings,
                clock,
                Optional.empty());
    }

    /** Gateways to what this configuration names: cluster, services, zone. */
    public Gateways boundTo(JsonNode configuration) {
        return binding.map(make -> make.apply(configuration)).orElse(this);
    }

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
                clock,
                binding.map(make -> make.andThen(bound -> bound.with(others))));
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
                clock,
                binding.map(make -> make.andThen(bound -> bound.with(other))));
    }
}
