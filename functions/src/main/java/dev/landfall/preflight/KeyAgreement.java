package dev.landfall.preflight;

import dev.landfall.gateway.SecretText;
import java.util.Optional;

/** How two values of one critical setting differ, in words that hold neither. */
public final class KeyAgreement {

    private KeyAgreement() {}

    /** Empty where the exact bytes are equal. */
    public static Optional<String> difference(SecretText source, SecretText target) {
        if (source.equals(target)) {
            return Optional.empty();
        }
        var expected = source.reveal();
        var found = target.reveal();
        if (found.strip().equals(expected.strip())) {
            return Optional.of(
                    found.length() > expected.length()
                            ? "the target's ends in a newline or space that the source's does not have"
                            : "the source's ends in a newline or space that the target's does not have");
        }
        if (found.strip().startsWith("{") && found.contains(expected)) {
            return Optional.of("the target's is a whole JSON document that holds the source's value under a key");
        }
        return Optional.of("the target's is another value");
    }
}
