package dev.landfall.gateway.aws;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.ScalingSuspension;
import dev.landfall.gateway.SourceService;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** Services of one ECS cluster. */
record EcsServices(Supplier<EcsClient> ecs, String cluster, ServiceScaling scaling) {

    /** Services that one question may name. */
    private static final int BATCH = 10;

    /** In the order of the names; {@code SOURCE_SERVICE_MISSING} names all that are not there or no longer active. */
    List<SourceService> read(List<String> names) {
        var found = describe(names);
        var suspended = scaling.suspended(names);
        var definitions = new LinkedHashMap<String, TaskDefinition>();
        return found.stream()
                .sorted(Comparator.comparingInt(service -> names.indexOf(service.serviceName())))
                .map(service -> read(service, Optional.ofNullable(suspended.get(service.serviceName())), definitions))
                .toList();
    }

    /** UNCHANGED where that is the desired count already. */
    Change scale(String name, int desiredCount) {
        if (describe(List.of(name)).getFirst().desiredCount() == desiredCount) {
            return Change.UNCHANGED;
        }
        AwsProblem.guard("scale the service " + name + " of " + cluster + " to " + desiredCount, () -> {
            try {
                return ecs.get()
                        .updateService(request ->
                                request.cluster(cluster).service(name).desiredCount(desiredCount));
            } catch (ServiceNotFoundException | ServiceNotActiveException e) {
                throw missing(List.of(name + " (" + e.awsErrorDetails().errorCode() + ")"));
            }
        });
        return Change.UPDATED;
    }

    /** Active services in whatever order; {@code SOURCE_SERVICE_MISSING} names those that are not there. */
    List<Service> describe(List<String> names) {
        var found = new ArrayList<Service>();
        var reasons = new HashMap<String, String>();
        for (var batch : Batches.of(names, BATCH)) {
            var answer = AwsProblem.guard("describe services of the cluster " + cluster, () -> {
                try {
                    return ecs.get()
                            .describeServices(
                                    request -> request.cluster(cluster).services(batch));
                } catch (ClusterNotFoundException e) {
                    throw clusterMissing(cluster, e);
                }
            });
            answer.failures().forEach(failure -> reasons.put(lastPart(failure.arn()), failure.reason()));
            for (var service : answer.services()) {
                // ECS keeps a removed service in sight for a while.
                if ("ACTIVE".equals(service.status())) {
                    found.add(service);
                } else {
                    reasons.put(service.serviceName(), service.status());
                }
            }
        }
        var present = found.stream().map(Service::serviceName).collect(Collectors.toSet());
        var missing = names.stream()
                .filter(name -> !present.contains(name))
                .map(name -> name + " (" + reasons.getOrDefault(name, "MISSING") + ")")
                .toList();
        if (!missing.isEmpty()) {
            throw missing(missing);
        }
        return found;
    }

    private static String lastPart(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private SourceService read(
            Service service, Optional<ScalingSuspension> suspended, Map<String, TaskDefinition> definitions) {
        var arn = definitionArn(service);
        var network = Optional.ofNullable(service.networkConfiguration())
                .or(() -> primary(service).map(TaskSet::networkConfiguration))
                .map(NetworkConfiguration::awsvpcConfiguration);
        return new SourceService(
                service.serviceName(),
                arn,
                service.desiredCount(),
                service.runningCount(),
                service.pendingCount(),
                suspended,
                TaskContainers.of(definitions.computeIfAbsent(arn, each -> definition(service))),
                network.map(each -> each.subnets()).orElse(List.of()),
                network.map(each -> each.securityGroups()).orElse(List.of()),
                network.map(each -> "ENABLED".equals(each.assignPublicIpAsString()))
                        .orElse(false));
    }

    /** A service that is deployed by CodeDeploy or by another program keeps definition and network in its task sets. */
    private static Optional<TaskSet> primary(Service service) {
        return service.taskSets().stream()
                .filter(set -> "PRIMARY".equals(set.status()))
                .findFirst();
    }

    private static String definitionArn(Service service) {
        return Optional.ofNullable(service.taskDefinition())
                .or(() -> primary(service).map(TaskSet::taskDefinition))
                .orElseThrow(() -> definitionMissing(service.serviceName(), "none", null));
    }

    /** The task definition that a service runs; {@code SOURCE_TASK_DEFINITION_MISSING} where it is gone. */
    TaskDefinition definition(Service service) {
        var arn = definitionArn(service);
        return AwsProblem.guard("describe the task definition " + arn, () -> {
            try {
                return ecs.get()
                        .describeTaskDefinition(request -> request.taskDefinition(arn))
                        .taskDefinition();
            } catch (ClientException e) {
                // The one thing that makes this call a client's mistake; a denial is another exception.
                throw definitionMissing(service.serviceName(), arn, e);
            }
        });
    }

    static LandfallException clusterMissing(String cluster, @Nullable Throwable cause) {
        return Problem.operator(
                        "SOURCE_CLUSTER_MISSING",
                        "There is no active ECS cluster " + cluster + " in this account and region.",
                        "Correct source.cluster in landfall.json.")
                .asException(cause);
    }

    private static LandfallException definitionMissing(String service, String arn, @Nullable Throwable cause) {
        return Problem.operator(
                        "SOURCE_TASK_DEFINITION_MISSING",
                        "The service " + service + " runs the task definition " + arn + ", which cannot be found.",
                        "Deploy the service with a task definition that exists.")
                .asException(cause);
    }

    private LandfallException missing(List<String> services) {
        return Problem.operator(
                        "SOURCE_SERVICE_MISSING",
                        services.stream()
                                .collect(Collectors.joining(
                                        ", ", "The cluster " + cluster + " has no active service ", ".")),
                        "Correct source.services in landfall.json.")
                .asException();
    }
}
