package dev.landfall.local.command;

import dev.landfall.local.world.WorldHome;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which world. */
final class WorldMixin {

    @Mixin
    private HomeMixin home = new HomeMixin();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration (default: landfall.json in the checkout).")
    private Optional<Path> configuration = Optional.empty();

    boolean isHomeGiven() {
        return home.isGiven();
    }

    WorldHome home() {
        return home.home();
    }

    /** The operator's {@code landfall.json}. */
    Path configuration() {
        return configuration.orElseGet(() -> checkout().resolve("landfall.json"));
    }

    static Path checkout() {
        return Path.of(System.getProperty("landfall.root", "")).toAbsolutePath();
    }
}
