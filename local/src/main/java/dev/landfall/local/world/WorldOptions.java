package dev.landfall.local.world;

import dev.landfall.local.strict.StrictSeed;
import dev.landfall.local.world.function.Withheld;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a world is opened.
 *
 * @param checkout root of the source tree: definitions are read from its {@code statemachine/}
 * @param configuration the operator's {@code landfall.json}
 * @param scale of the source's databases; empty for what is there, 1 for a new world
 * @param ports that the operator wants
 * @param moverJar the built mover; empty where it is on the class path
 * @param withheld rights that functions lack here
 * @param strict where the world is to be as unkind as AWS
 */
public record WorldOptions(
        WorldHome home,
        Path checkout,
        Path configuration,
        Optional<BigDecimal> scale,
        Map<Ports.Use, Integer> ports,
        Optional<Path> moverJar,
        List<Withheld> withheld,
        Optional<StrictSeed> strict) {

    public WorldOptions {
        ports = Map.copyOf(ports);
        withheld = List.copyOf(withheld);
    }
}
