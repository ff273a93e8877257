package dev.landfall.local.command;

import dev.landfall.local.strict.StrictSeed;
import dev.landfall.local.world.Ports;
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

/** Options of commands that open the world, and with it its servers and functions. */
final class OpenedWorldMixin {

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

    boolean isGiven() {
        return !ports.isEmpty() || !denied.isEmpty();
    }

    WorldOptions options(WorldMixin world, Optional<BigDecimal> scale, Optional<StrictSeed> strict) {
        var wanted = new EnumMap<Ports.Use, Integer>(Ports.Use.class);
        ports.forEach((name, port) -> wanted.put(Ports.Use.of(name), Ports.checked(port)));
        return new WorldOptions(
                world.home(),
                WorldMixin.checkout(),
                world.configuration(),
                scale,
                wanted,
                moverJar(),
                denied.stream().map(Withheld::of).toList(),
                strict);
    }

    private static Optional<Path> moverJar() {
        return Optional.ofNullable(System.getProperty("landfall.mover.jar"))
                .map(Path::of)
                .filter(Files::isReadable);
    }
}
