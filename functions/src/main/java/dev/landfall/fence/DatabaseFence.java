package dev.landfall.fence;

import dev.landfall.gateway.DatabaseAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code database-fence.json}: databases of the source that Landfall made read-only by default, and what stood there before.
 *
 * @param databases by {@link #name}; none where everything was given back
 * @param changed what somebody else changed meanwhile and was therefore left, in words; of the last return
 */
public record DatabaseFence(Map<String, Saved> databases, List<String> changed) {

    public DatabaseFence {
        databases = Map.copyOf(databases);
        changed = List.copyOf(changed);
    }

    /** Of the source, not of a run: a fence outlives the run that raised it. */
    public static final String KEY = "database-fence.json";

    static final DatabaseFence NONE = new DatabaseFence(Map.of(), List.of());

    /**
     * What is given back.
     *
     * @param by the run that raised the fence
     * @param readOnly the database's own setting; empty where it had none
     */
    public record Saved(String by, Optional<String> readOnly) {}

    static String name(DatabaseAddress address) {
        return address.host() + ":" + address.port() + "/" + address.database();
    }
}
