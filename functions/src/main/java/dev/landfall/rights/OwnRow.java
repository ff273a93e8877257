package dev.landfall.rights;

import dev.landfall.gateway.Certificates;
import dev.landfall.gateway.ClusterAccess;
import dev.landfall.gateway.ClusterNodes;
import dev.landfall.gateway.DatabaseHost;
import dev.landfall.gateway.DatabaseServers;
import dev.landfall.gateway.Databases;
import dev.landfall.gateway.DnsZone;
import dev.landfall.gateway.EgressAddresses;
import dev.landfall.gateway.EnvironmentFiles;
import dev.landfall.gateway.Executions;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.HttpProbe;
import dev.landfall.gateway.LoadBalancers;
import dev.landfall.gateway.NameServers;
import dev.landfall.gateway.Notices;
import dev.landfall.gateway.OwnRights;
import dev.landfall.gateway.RoleGrants;
import dev.landfall.gateway.RunStore;
import dev.landfall.gateway.SecretVault;
import dev.landfall.gateway.ServiceDetails;
import dev.landfall.gateway.SourceCluster;
import dev.landfall.gateway.Surroundings;
import dev.landfall.gateway.TargetCluster;
import dev.landfall.gateway.TaskTokens;
import dev.landfall.gateway.ZoneRecords;
import dev.landfall.model.failure.Problem;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * Gateways that let through only what a function's checks call, so that a check can neither change anything nor fail for
 * a right that the function never needs.
 *
 * @param calls gateway methods, as {@code RunStore.read}
 */
record OwnRow(Set<String> calls) {

    Gateways of(Gateways real) {
        return new Gateways(
                only(SourceCluster.class, real.source()),
                only(TargetCluster.class, real.target()),
                only(DatabaseHost.class, real.databaseHost()),
                only(Databases.class, real.databases()),
                only(DnsZone.class, real.dnsZone()),
                only(NameServers.class, real.nameServers()),
                only(HttpProbe.class, real.httpProbe()),
                only(RunStore.class, real.runStore()),
                only(SecretVault.class, real.secretVault()),
                only(Notices.class, real.notices()),
                only(TaskTokens.class, real.taskTokens()),
                only(Executions.class, real.executions()),
                only(OwnRights.class, real.ownRights()),
                of(real.surroundings()),
                real.clock());
    }

    private Surroundings of(Surroundings real) {
        return new Surroundings(
                only(ServiceDetails.class, real.services()),
                only(EnvironmentFiles.class, real.environmentFiles()),
                only(RoleGrants.class, real.roles()),
                only(LoadBalancers.class, real.loadBalancers()),
                only(Certificates.class, real.certificates()),
                only(DatabaseServers.class, real.databaseServers()),
                only(ZoneRecords.class, real.zone()),
                only(EgressAddresses.class, real.egress()),
                only(ClusterNodes.class, real.nodes()),
                only(ClusterAccess.class, real.clusterAccess()));
    }

    private <T> T only(Class<T> gateway, T real) {
        return gateway.cast(Proxy.newProxyInstance(
                gateway.getClassLoader(), new Class<?>[] {gateway}, (proxy, method, arguments) -> {
                    var name = gateway.getSimpleName() + "." + method.getName();
                    if (method.getDeclaringClass() != Object.class && !calls.contains(name)) {
                        throw Problem.bug("CHECK_OUT_OF_ROW", "A check called " + name + ", which is not its to call.")
                                .asException();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                }));
    }
}
