package dev.landfall.capture;

import dev.landfall.gateway.ServiceContainer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose program a container runs: by its SERVICE_TYPE, which only Retool's have, and by its image; never by its name alone. */
public enum ContainerKind {
    RETOOL,
    TEMPORAL,
    /** Somebody else's, such as an agent that collects logs: its settings are not Retool's. */
    OTHER;

    private static final List<String> TEMPORAL_IMAGES = List.of("retool-temporal", "temporalio/", "/temporal:");
    private static final List<String> RETOOL_IMAGES = List.of("retool", "code-executor");

    /** Mirrors name images as they like, but a mirror of Retool's that is not called so has SERVICE_TYPE in it. */
    public static ContainerKind of(String image, Optional<String> serviceType) {
        if (serviceType.stream().flatMap(types -> Stream.of(types.split(","))).anyMatch(ServiceRole::isType)) {
            return RETOOL;
        }
        var lower = image.toLowerCase(Locale.ROOT);
        if (TEMPORAL_IMAGES.stream().anyMatch(lower::contains)) {
            return TEMPORAL;
        }
        var path = lower.contains("/") ? lower : "/" + lower;
        var last = path.substring(path.lastIndexOf('/') + 1).split("[:@]", 2)[0];
        return path.contains("tryretool/")
                        || last.equals("backend")
                        || RETOOL_IMAGES.stream().anyMatch(last::contains)
                ? RETOOL
                : OTHER;
    }

    static ContainerKind of(ServiceContainer container, SettingValues values) {
        return of(container.image(), values.text(container.settings(), "SERVICE_TYPE"));
    }
}
