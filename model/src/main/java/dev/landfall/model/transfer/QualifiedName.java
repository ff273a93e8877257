package dev.landfall.model.transfer;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** The name of a relation, as the catalog has it: two values, which become SQL only in {@link #qualified()}. */
public record QualifiedName(String schema, String name) {

    /** Quoted and qualified: {@code "public"."Straße"}. */
    @JsonIgnore
    public String qualified() {
        return SqlName.qualified(schema, name);
    }

    /** For people: {@code public.Straße}. */
    @JsonIgnore
    public String display() {
        return schema + "." + name;
    }
}
