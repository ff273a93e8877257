package dev.landfall.gateway.aws;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.ScalingSuspension;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/**
 * Application Auto Scaling of one cluster's services.
 *
 * @param cluster its name, without an ARN around it
 */
record ServiceScaling(Supplier<ApplicationAutoScalingClient> scaling, String cluster) {

    /** Resource ids that one question may name. */
    private static final int BATCH = 50;

    /** What is suspended, by service; a service without scaling is left out. */
    Map<String, ScalingSuspension> suspended(Collection<String> services) {
        return targets(services).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, target -> suspension(target.getValue())));
    }

    /** By service; a service without scaling is left out. */
    Map<String, ScalableTarget> targets(Collection<String> services) {
        var byResource = services.stream().collect(Collectors.toMap(this::resource, service -> service));
        var targets = new HashMap<String, ScalableTarget>();
        for (var batch : Batches.of(List.copyOf(byResource.keySet()), BATCH)) {
            AwsProblem.guard(
                            "describe the scaling of " + String.join(", ", batch),
                            () -> scaling
                                    .get()
                                    .describeScalableTargetsPaginator(
                                            request -> request.serviceNamespace(ServiceNamespace.ECS)
                                                    .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                                                    .resourceIds(batch))
                                    .scalableTargets()
                                    .stream()
                                    .toList())
                    .forEach(target -> targets.put(byResource.get(target.resourceId()), target));
        }
        return targets;
    }

    /** UNCHANGED where no scaling is registered: registering would begin one. */
    Change suspend(String service, ScalingSuspension wanted) {
        var present = suspended(List.of(service)).get(service);
        if (present == null || present.equals(wanted)) {
            return Change.UNCHANGED;
        }
        AwsProblem.guard(
                (wanted.equals(ScalingSuspension.ALL) ? "suspend" : "give back") + " the scaling of "
                        + resource(service),
                () -> scaling.get()
                        .registerScalableTarget(request -> request.serviceNamespace(ServiceNamespace.ECS)
                                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                                .resourceId(resource(service))
                                .suspendedState(state -> state.dynamicScalingInSuspended(wanted.scaleIn())
                                        .dynamicScalingOutSuspended(wanted.scaleOut())
                                        .scheduledScalingSuspended(wanted.scheduled()))));
        return Change.UPDATED;
    }

    private String resource(String service) {
        return "service/" + cluster + "/" + service;
    }

    /** A flag that was never set is off. */
    private static ScalingSuspension suspension(ScalableTarget target) {
        SuspendedState state = target.suspendedState();
        return state == null
                ? ScalingSuspension.NONE
                : new ScalingSuspension(
                        Boolean.TRUE.equals(state.dynamicScalingInSuspended()),
                        Boolean.TRUE.equals(state.dynamicScalingOutSuspended()),
                        Boolean.TRUE.equals(state.scheduledScalingSuspended()));
    }
}
