package dev.landfall.capture;

import dev.landfall.freeze.UnfrozenSource;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.ServiceContainer;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.SourceService;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.SecondLook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** The source's services with what their environment files say; files that cannot be read stay listed. */
public final class SourceServices {

    private SourceServices() {}

    /** As their owner runs them and ECS would start them: the definition wins over files, and of files the first. */
    public static List<SourceService> in(Gateways gateways) {
        return UnfrozenSource.of(gateways).services().stream()
                .map(service -> merged(gateways, service))
                .toList();
    }

    private static SourceService merged(Gateways gateways, SourceService service) {
        return service.containers().stream()
                        .allMatch(each -> each.environmentFiles().isEmpty())
                ? service
                : service.with(service.containers().stream()
                        .map(container -> merged(gateways, container))
                        .toList());
    }

    private static ServiceContainer merged(Gateways gateways, ServiceContainer container) {
        var settings = new HashMap<>(container.settings());
        var unread = new ArrayList<String>();
        for (var file : container.environmentFiles()) {
            try {
                EnvironmentFileText.settings(SecondLook.at(
                                () -> gateways.surroundings().environmentFiles().read(file)))
                        .forEach((name, value) -> settings.putIfAbsent(name, new SettingSource.Plain(value)));
            } catch (LandfallException e) {
                // What is not read stays listed, and the check environment-files names it.
                unread.add(file);
            }
        }
        return new ServiceContainer(
                container.name(), container.image(), container.cpuUnits(), container.memoryMib(), settings, unread);
    }
}
