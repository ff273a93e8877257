package dev.landfall.bench.way;

import dev.landfall.bench.Station;
import java.util.Optional;

/** A way of carrying a database from the source to the target. */
public interface Way {

    /** Short, for {@code --only}. */
    String name();

    /** For people. */
    String label();

    /** Why it cannot be measured here. */
    default Optional<String> missing() {
        return Optional.empty();
    }

    /** What comes with a second start, once for all runs; it is not measured. */
    default void prepare(Station station) {}

    /** Carries it into the empty database of the same name. */
    Stages run(Station station, String database);
}
