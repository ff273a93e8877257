package dev.landfall.model.transfer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;

/**
 * What a materialized view held.
 *
 * @param digest as a table's; empty where only rows were counted
 */
public record ViewContent(String schema, String name, long rows, Optional<String> digest) {

    /** Quoted and qualified. */
    @JsonIgnore
    public String qualified() {
        return SqlName.qualified(schema, name);
    }

    /** For people. */
    @JsonIgnore
    public String display() {
        return schema + "." + name;
    }
}
