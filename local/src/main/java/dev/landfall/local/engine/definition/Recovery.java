package dev.landfall.local.engine.definition;

import java.util.List;

/** Retriers and catchers of a state, each in the order in which they are asked. */
public record Recovery(List<Retrier> retriers, List<Catcher> catchers) {
    public Recovery {
        retriers = List.copyOf(retriers);
        catchers = List.copyOf(catchers);
    }
}
