package dev.landfall.contract;

import dev.landfall.gateway.ServiceDetails;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.gateway.aws.EcsServiceDetails;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.ecs.model.LaunchType;

@NeedsTier(Tier.MOTO)
@SuppressWarnings("unchecked") // The SDK takes builders' consumers as varargs.
class MotoServiceDetailsContractIT extends ServiceDetailsContract {

    private AwsConnection connection;

    @BeforeEach
    void build() {
        connection = Moto.fresh();
        var ecs = new MotoSource(connection).ecs();
        ecs.createCluster(request -> request.clusterName(MotoSource.CLUSTER));
        ecs.registerTaskDefinition(request -> request.family(FAMILY)
                .cpu("1024")
                .memory("8192")
                .taskRoleArn("arn:aws:iam::123456789012:role/retool")
                .containerDefinitions(container -> container
                        .name(CONTAINER)
                        .image("tryretool/backend:3.75.1")
                        .memory(4096)
                        .essential(true)
                        .command(COMMAND)
                        .dockerLabels(Map.of("team", "tools"))));
        ecs.createService(request -> request.cluster(MotoSource.CLUSTER)
                .serviceName(SERVICE)
                .taskDefinition(FAMILY)
                .launchType(LaunchType.FARGATE)
                .desiredCount(2));
        connection
                .client(ApplicationAutoScalingClient.builder())
                .registerScalableTarget(request -> request.serviceNamespace(ServiceNamespace.ECS)
                        .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                        .resourceId("service/" + MotoSource.CLUSTER + "/" + SERVICE)
                        .minCapacity(2)
                        .maxCapacity(6));
    }

    @Override
    protected ServiceDetails details() {
        return PackedArchive.gateway(ServiceDetails.class, EcsServiceDetails.class, connection, MotoSource.CLUSTER);
    }

    @Test
    void everyCallUsesExactlyItsActions() {
        new MotoSource(connection).moverTask("somebody");
        var recorder = new CallRecorder();
        recorder.watch(ServiceDetails.class, new EcsServiceDetails(connection.shownTo(recorder), MotoSource.CLUSTER))
                .of(SERVICE);
        recorder.assertUsedExactlyWhatIsListed(ServiceDetails.class);
    }
}
