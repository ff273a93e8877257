package dev.landfall.local.engine.definition;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Times as the states language writes them: RFC 3339 with a capital T and Z or an offset. */
public final class Timestamps {

    private Timestamps() {}

    public static Optional<Instant> parse(String text) {
        try {
            return text.contains("t") || text.contains("z")
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }
}
