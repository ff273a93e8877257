package dev.landfall.gateway;

import java.util.List;
import java.util.Map;

/**
 * One container of a task definition.
 *
 * @param settings environment and secrets by name; {@code environment} wins over a file, as in ECS
 * @param environmentFiles S3 ARNs of files that have not been read
 */
public record ServiceContainer(
        String name,
        String image,
        int cpuUnits,
        int memoryMib,
        Map<String, SettingSource> settings,
        List<String> environmentFiles) {

    public ServiceContainer {
        settings = Map.copyOf(settings);
        environmentFiles = List.copyOf(environmentFiles);
    }
}
