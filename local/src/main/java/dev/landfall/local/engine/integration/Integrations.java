package dev.landfall.local.engine.integration;

import dev.landfall.local.engine.definition.Resource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Which integration serves which resource: the longest ARN prefix wins. */
public record Integrations(Map<String, TaskIntegration> byPrefix) {

    public Integrations {
        byPrefix = Map.copyOf(byPrefix);
    }

    public static Integrations none() {
        return new Integrations(Map.of());
    }

    /**
     * The usual set. {@code lambda} serves {@code arn:aws:states:::lambda:invoke}, with and without task token, and
     * functions by their own ARN.
     */
    public static Integrations of(LambdaInvoke lambda, EcsRunTask ecs) {
        return new Integrations(Map.of(
                "arn:aws:states:::lambda:invoke", lambda,
                "arn:aws:lambda:", lambda,
                "arn:aws:states:::ecs:runTask", ecs));
    }

    public Optional<TaskIntegration> find(Resource resource) {
        return byPrefix.entrySet().stream()
                .filter(entry -> resource.arn().startsWith(entry.getKey()))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue);
    }
}
