package dev.landfall.gateway.aws;

import dev.landfall.gateway.TargetCluster;
import dev.landfall.gateway.kubernetes.ClusterClient;
import dev.landfall.gateway.kubernetes.KubernetesTargetCluster;
import dev.landfall.gateway.kubernetes.MoverPod;
import dev.landfall.gateway.kubernetes.ReleaseNamespace;
import dev.landfall.model.MoverSize;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The target cluster: found by EKS, spoken to over its own API with a token of this function's role. */
final class EksTarget {

    private EksTarget() {}

    static TargetCluster connect(
            AwsConnection connection, Deployment deployment, PlannedNames configuration, Clock clock) {
        var cluster = configuration.targetCluster();
        var address = new EksClusters(connection).address(cluster);
        var token = new EksToken(
                cluster,
                Region.of(deployment.region()),
                DefaultCredentialsProvider.builder().build(),
                clock);
        var client = ClusterClient.connect(address.endpoint(), address.certificate(), token);
        var namespace = configuration
                .namespace()
                .orElseGet(() -> ReleaseNamespace.find(client, cluster, configuration.release()));
        var pod = MoverPod.of(deployment.moverImages(), deployment.serviceAccount(), deployment.jobRole())
                .withSize(configuration.moverSize())
                .withEnvironment(Map.of(
                        "AWS_REGION",
                        deployment.region(),
                        MoverSize.HEAP_VARIABLE,
                        MoverSize.heap(configuration.moverJobs())));
        return new KubernetesTargetCluster(client, cluster, namespace, configuration.release(), pod);
    }
}
