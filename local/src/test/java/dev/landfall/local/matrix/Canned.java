package dev.landfall.local.matrix;

import dev.landfall.local.matrix.FaultyRun.Met;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the model says one run ends in, for tests that let the same happen to the real local world. */
public final class Canned {

    /**
     * What a state meets at each of its attempts.
     *
     * @param afterwards whether it has done its work when it meets it, and only its answer is lost
     */
    public record Trouble(String state, Fault fault, boolean afterwards) {
        @Override
        public String toString() {
            return state + " meets " + fault.words() + (afterwards ? " after its work" : "");
        }
    }

    private Canned() {}

    /** Who is live in the end, with what the watch does then. */
    public static End end(Way way, Collection<Trouble> troubles) {
        Map<String, Met> met = new LinkedHashMap<>();
        troubles.forEach(trouble -> met.put(trouble.state(), new Met(trouble.fault(), trouble.afterwards())));
        return FaultyRun.watched(way, met).sides().end();
    }
}
