package dev.landfall.freeze;

import dev.landfall.freeze.FrozenCounts.FrozenService;
import dev.landfall.gateway.ScalingSuspension;
import dev.landfall.gateway.SourceService;
import java.util.Optional;

/** Which flags of a service's scaling are its owner's: those saved, unless somebody set others since the freeze. */
final class FormerScaling {

    private FormerScaling() {}

    static Optional<ScalingSuspension> of(SourceService now, FrozenService saved) {
        return standsAsLeft(now, saved) ? saved.scaling() : now.scaling();
    }

    /** As the freeze left it, or as it was before. */
    static boolean standsAsLeft(SourceService now, FrozenService saved) {
        return now.scaling().isPresent()
                && saved.scaling().isPresent()
                && (now.scaling().get().equals(ScalingSuspension.ALL)
                        || now.scaling().equals(saved.scaling()));
    }
}
