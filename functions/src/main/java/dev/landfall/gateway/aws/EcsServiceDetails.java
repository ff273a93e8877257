package dev.landfall.gateway.aws;

import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.ServiceDetails;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What ECS tells of one cluster's services; problems are those of {@link EcsSourceCluster}. */
public final class EcsServiceDetails implements ServiceDetails {

    /** Tasks that one question may name; of one task definition they all run the same. */
    private static final int TASKS = 100;

    private final Supplier<EcsClient> ecs;
    private final String cluster;
    private final ServiceScaling scaling;
    private final EcsServices services;

    /**
     * Of a cluster of the account and region that the connection speaks to.
     *
     * @param cluster name or ARN
     */
    public EcsServiceDetails(AwsConnection connection, String cluster) {
        ecs = new Later<>(() -> connection.client(EcsClient.builder()));
        this.cluster = cluster.substring(cluster.lastIndexOf('/') + 1);
        scaling = new ServiceScaling(
                new Later<>(() -> connection.client(ApplicationAutoScalingClient.builder())), this.cluster);
        services = new EcsServices(ecs, this.cluster, scaling);
    }

    @Override
    public ServiceDetail of(String name) {
        var service = services.describe(List.of(name)).getFirst();
        var definition = services.definition(service);
        var digests = digests(name, definition.taskDefinitionArn());
        return new ServiceDetail(
                name,
                launchType(service),
                definition.family(),
                Optional.ofNullable(definition.taskRoleArn()),
                Optional.ofNullable(definition.executionRoleArn()),
                scaling.targets(List.of(name)).values().stream()
                        .map(target -> new Scaling(target.minCapacity(), target.maxCapacity()))
                        .findFirst(),
                containers(definition, digests));
    }

    private static String launchType(Service service) {
        return service.capacityProviderStrategy().isEmpty()
                ? service.launchTypeAsString()
                : service.capacityProviderStrategy().stream()
                        .map(CapacityProviderStrategyItem::capacityProvider)
                        .collect(Collectors.joining(", "));
    }

    private static Map<String, ContainerDetail> containers(TaskDefinition definition, Map<String, String> digests) {
        return definition.containerDefinitions().stream()
                .collect(Collectors.toMap(
                        ContainerDefinition::name,
                        container -> new ContainerDetail(
                                Optional.ofNullable(digests.get(container.name())),
                                Stream.concat(container.entryPoint().stream(), container.command().stream())
                                        .map(SecretText::of)
                                        .toList(),
                                container.dockerLabels().entrySet().stream()
                                        .collect(Collectors.toMap(
                                                Map.Entry::getKey, label -> SecretText.of(label.getValue()))),
                                // ECS takes a container that says nothing of it for essential.
                                !Boolean.FALSE.equals(container.essential()))));
    }

    /** By container, of a task that runs the definition. */
    private Map<String, String> digests(String service, String definitionArn) {
        return AwsProblem.guard("describe the tasks of the service " + service, () -> {
            var arns = ecs.get()
                    .listTasks(request -> request.cluster(cluster)
                            .serviceName(service)
                            .desiredStatus(DesiredStatus.RUNNING)
                            .maxResults(TASKS))
                    .taskArns();
            var digests = new HashMap<String, String>();
            if (arns.isEmpty()) {
                return digests;
            }
            ecs.get().describeTasks(request -> request.cluster(cluster).tasks(arns)).tasks().stream()
                    .filter(task -> definitionArn.equals(task.taskDefinitionArn()))
                    .flatMap(task -> task.containers().stream())
                    .filter(container -> container.imageDigest() != null)
                    .forEach(container -> digests.put(container.name(), container.imageDigest()));
            return digests;
        });
    }
}
