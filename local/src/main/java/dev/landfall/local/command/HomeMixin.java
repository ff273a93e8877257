package dev.landfall.local.command;

import dev.landfall.local.world.WorldHome;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the local world is. */
final class HomeMixin {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where the local world is kept (default: LANDFALL_HOME, or .landfall/world in the checkout).")
    private Optional<Path> home = Optional.empty();

    boolean isGiven() {
        return home.isPresent();
    }

    WorldHome home() {
        return new WorldHome(home.or(() -> Optional.ofNullable(System.getenv("LANDFALL_HOME"))
                        .filter(folder -> !folder.isBlank())
                        .map(Path::of))
                .orElseGet(() -> WorldMixin.checkout().resolve(".landfall").resolve("world")));
    }
}
