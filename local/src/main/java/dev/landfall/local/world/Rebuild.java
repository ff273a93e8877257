package dev.landfall.local.world;

import dev.landfall.local.world.side.Names;
import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;

/** When a source of another size may replace the present one. */
final class Rebuild {

    private Rebuild() {}

    /** {@code SCALE_CHANGE_REFUSED} after a cutover, where the source is what a rollback goes back to. */
    static void refuseWhereLive(WorldHome home, WorldState state, BigDecimal scale) {
        var sameOrNew = state.scale().isEmpty()
                || state.scale().filter(built -> built.compareTo(scale) == 0).isPresent();
        var zone = home.cloud().resolve("dns-zone.json");
        try {
            if (!sameOrNew && Files.exists(zone) && !Files.readString(zone).contains(Names.SOURCE_DNS)) {
                throw Problem.operator(
                                "SCALE_CHANGE_REFUSED",
                                "The world is live on the target, so its source of scale "
                                        + state.scale().orElse(scale).toPlainString()
                                        + " cannot be replaced by one of scale " + scale.toPlainString() + ".",
                                "Run ./landfall rollback, or ./landfall world reset, first.")
                        .asException();
            }
        } catch (IOException e) {
            throw WorldProblem.of("read " + zone, e).asException(e);
        }
    }
}
