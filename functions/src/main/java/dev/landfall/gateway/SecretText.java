package dev.landfall.gateway;

import com.fasterxml.jackson.annotation.JsonIgnoreType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The exact bytes of a secret. It has no readable text form and no JSON form, so that it cannot slip into a log, a
 * state or a report; {@link #reveal()} is the one way to the value.
 */
@JsonIgnoreType
public final class SecretText {

    private final byte[] bytes;

    private SecretText(byte[] bytes) {
        this.bytes = bytes;
    }

    public static SecretText of(String text) {
        return new SecretText(text.getBytes(StandardCharsets.UTF_8));
    }

    public static SecretText of(byte[] bytes) {
        return new SecretText(bytes.clone());
    }

    public String reveal() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText secret && Arrays.equals(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "secret";
    }
}
