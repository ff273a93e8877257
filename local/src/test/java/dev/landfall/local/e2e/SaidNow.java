package dev.landfall.local.e2e;

import dev.landfall.local.matrix.End;
import dev.landfall.standing.Domain;
import dev.landfall.standing.Situation;

/** What the one text says, held against the world. */
final class SaidNow {

    private SaidNow() {}

    /** Whether nothing of it is untrue; what it calls unknown may be anything. */
    static boolean isTrue(Situation now, End end, boolean domainOnTarget) {
        var side = switch (now.standing().live()) {
            case SOURCE -> end == End.SOURCE || end == End.SOURCE_BESIDE_TARGET;
            case TARGET -> end == End.TARGET;
            case NEITHER -> end == End.OTHER;
            case BOTH -> end == End.SOURCE || end == End.SOURCE_WITHOUT_DOMAIN || end == End.SOURCE_BESIDE_TARGET;
            case UNKNOWN -> true;
        };
        return side && isTrue(now.domain(), domainOnTarget);
    }

    static boolean isTrue(Domain domain, boolean domainOnTarget) {
        return switch (domain.leads()) {
            case SOURCE -> !domainOnTarget;
            case TARGET -> domainOnTarget;
            case NOT_PROVEN -> true;
        };
    }
}
