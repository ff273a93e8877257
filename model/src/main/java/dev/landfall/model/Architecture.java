package dev.landfall.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** A processor architecture that the mover's image is built for, by the word that Kubernetes and OCI have for it. */
public enum Architecture {
    @JsonProperty("amd64")
    AMD64,
    @JsonProperty("arm64")
    ARM64;

    /** {@code amd64} or {@code arm64}: of an image's platform and of a node's label {@code kubernetes.io/arch}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #word}; what the schema of {@code landfall.json} lets through. */
    public static Architecture of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
