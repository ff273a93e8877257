package dev.landfall.handler;

import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.ServiceContainer;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.SourceService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A change to the settings of one service's container. */
record SourceChange(String service, Map<String, SettingSource> set, List<String> environmentFiles) {

    static SourceChange setting(String service, String name, SettingSource source) {
        return new SourceChange(service, Map.of(name, source), List.of());
    }

    static SettingSource plain(String text) {
        return new SettingSource.Plain(SecretText.of(text));
    }

    List<SourceService> apply(List<SourceService> services) {
        return services.stream()
                .map(each -> each.name().equals(service) ? changed(each) : each)
                .toList();
    }

    private SourceService changed(SourceService each) {
        var container = each.containers().getFirst();
        var settings = new HashMap<>(container.settings());
        settings.putAll(set);
        return each.with(List.of(new ServiceContainer(
                container.name(),
                container.image(),
                container.cpuUnits(),
                container.memoryMib(),
                settings,
                environmentFiles)));
    }
}
