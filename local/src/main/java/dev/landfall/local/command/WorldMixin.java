package dev.landfall.local.command;

import dev.landfall.local.strict.StrictSeed;
import dev.landfall.local.world.Ports;
import dev.landfall.local.world.WorldHome;
import dev.landfall.local.world.WorldOptions;
import dev.landfall.local.world.function.Withheld;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    @Option(
            names = "--port",
            paramLabel = "NAME=NUMBER",
            description = "Port for source-database, target-database, s3, kubernetes, name-server, resolver, "
                    + "source-load-balancer, target-load-balancer or approvals (default: free ones, kept).")
    private Map<String, Integer> ports = new LinkedHashMap<>();

    @Option(
            names = "--deny",
            paramLabel = "FUNCTION=ACTION",
            description = "Takes a right away from a function of the local world, to see the checks name it: "
                    + "Freeze=ecs:UpdateService.")
    private List<String> denied = new ArrayList<>();

    WorldHome home() {
        return new WorldHome(home.or(() -> Optional.ofNullable(System.getenv("LANDFALL_HOME"))
                        .filter(folder -> !folder.isBlank())
                        .map(Path::of))
                .orElseGet(() -> checkout().resolve(".landfall").resolve("world")));
    }

    WorldOptions options(Optional<BigDecimal> scale, Optional<StrictSeed> strict) {
        var wanted = new EnumMap<Ports.Use, Integer>(Ports.Use.class);
        ports.forEach((name, port) -> wanted.put(Ports.Use.of(name), Ports.checked(port)));
        return new WorldOptions(
                home(),
                checkout(),
                configuration(),
                scale,
                wanted,
                moverJar(),
                denied.stream().map(Withheld::of).toList(),
                strict);
    }

    /** The operator's {@code landfall.json}. */
    Path configuration() {
        return configuration.orElseGet(() -> checkout().resolve("landfall.json"));
    }

    private static Optional<Path> moverJar() {
        return Optional.ofNullable(System.getProperty("landfall.mover.jar"))
                .map(Path::of)
                .filter(Files::isReadable);
    }

    static Path checkout() {
        return Path.of(System.getProperty("landfall.root", "")).toAbsolutePath();
    }
}
