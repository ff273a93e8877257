package dev.landfall.model.transfer;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Where a sequence stood on the source.
 *
 * @param called whether {@code lastValue} was handed out already
 */
public record SequenceValue(String schema, String name, long lastValue, boolean called) {

    @JsonIgnore
    public String qualified() {
        return SqlName.qualified(schema, name);
    }

    @JsonIgnore
    public String display() {
        return schema + "." + name;
    }
}
