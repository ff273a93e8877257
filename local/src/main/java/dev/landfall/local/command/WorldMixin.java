package dev.landfall.local.command;

import dev.landfall.local.world.WorldHome;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say which world. */
final class WorldMixin {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where the local world is kept (default: LANDFALL_HOME, or .landfall/world in the checkout).")
    private Optional<Path> home = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration (default: landfall.json in the checkout).")
    private Optional<Path> configuration = Optional.empty();

    boolean isHomeGiven() {
        return home.isPresent();
    }

    WorldHome home() {
        return new WorldHome(home.or(() -> Optional.ofNullable(System.getenv("LANDFALL_HOME"))
                        .filter(folder -> !folder.isBlank())
                        .map(Path::of))
                .orElseGet(() -> checkout().resolve(".landfall").resolve("world")));
    }

    /** The operator's {@code landfall.json}. */
    Path configuration() {
        return configuration.orElseGet(() -> checkout().resolve("landfall.json"));
    }

    static Path checkout() {
        return Path.of(System.getProperty("landfall.root", "")).toAbsolutePath();
    }
}
