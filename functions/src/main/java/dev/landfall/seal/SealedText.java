package dev.landfall.seal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is signed: fields in a fixed order, each with its name and its length in bytes before it, so that no two records
 * have one text. The first line says what it is, so that a vote's signature is no decision's.
 */
public final class SealedText {

    private static final String VERSION = "landfall-seal-1 ";

    private final StringBuilder text;

    public SealedText(String what) {
        this.text = new StringBuilder(VERSION).append(what).append('\n');
    }

    public SealedText with(String name, String value) {
        text.append(name);
        if (StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            append(value);
        } else {
            // Half of a character has no UTF-8 form: two such texts would become one.
            text.append(" utf-16");
            append(value.chars().mapToObj("%04x"::formatted).collect(Collectors.joining()));
        }
        return this;
    }

    private void append(String written) {
        text.append(' ')
                .append(written.getBytes(StandardCharsets.UTF_8).length)
                .append(' ')
                .append(written)
                .append('\n');
    }

    /** Their number first. */
    public SealedText with(String name, List<String> values) {
        with(name, String.valueOf(values.size()));
        values.forEach(value -> with(name, value));
        return this;
    }

    public SealedText with(String name, Optional<String> value) {
        return with(name, value.stream().toList());
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
