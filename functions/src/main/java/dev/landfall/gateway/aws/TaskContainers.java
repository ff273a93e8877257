package dev.landfall.gateway.aws;

import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.ServiceContainer;
import dev.landfall.gateway.SettingSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EnvironmentFile;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Reads the containers of a task definition. On Fargate a container may leave its size to the task. */
final class TaskContainers {

    private TaskContainers() {}

    static List<ServiceContainer> of(TaskDefinition definition) {
        return definition.containerDefinitions().stream()
                .map(container -> new ServiceContainer(
                        container.name(),
                        container.image(),
                        size(container.cpu(), definition.cpu()),
                        size(
                                container.memory() == null ? container.memoryReservation() : container.memory(),
                                definition.memory()),
                        settings(container),
                        container.environmentFiles().stream()
                                .map(EnvironmentFile::value)
                                .toList()))
                .toList();
    }

    private static Map<String, SettingSource> settings(ContainerDefinition container) {
        var settings = new LinkedHashMap<String, SettingSource>();
        container
                .secrets()
                .forEach(secret -> settings.put(secret.name(), new SettingSource.Reference(secret.valueFrom())));
        container
                .environment()
                .forEach(pair -> settings.put(pair.name(), new SettingSource.Plain(SecretText.of(pair.value()))));
        return settings;
    }

    /** In CPU units or MiB; ECS answers with a task's as digits, and with 0 for a container's that is not set. */
    private static int size(@Nullable Integer container, @Nullable String task) {
        if (container != null && container > 0) {
            return container;
        }
        return task == null || task.isEmpty() ? 0 : Integer.parseInt(task);
    }
}
