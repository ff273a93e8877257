package dev.landfall.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What about a value's characters breaks on the way, without the value. */
public enum CharacterFlag {
    TRAILING_NEWLINE,
    SURROUNDING_SPACE,
    JSON_BLOB,
    NON_ASCII,
    /** Kubernetes would expand {@code $(NAME)}. */
    DOLLAR_PARENTHESIS,
    LINE_BREAK,
    /** {@code scheme://user:password@host}. */
    PASSWORD_IN_URL,
    EMPTY;

    static List<CharacterFlag> of(String text) {
        var flags = new ArrayList<CharacterFlag>();
        if (text.isEmpty()) {
            flags.add(EMPTY);
        }
        if (text.endsWith("\n") || text.endsWith("\r")) {
            flags.add(TRAILING_NEWLINE);
        } else if (!text.equals(text.strip())) {
            flags.add(SURROUNDING_SPACE);
        }
        var stripped = text.strip();
        if (stripped.startsWith("{") && stripped.endsWith("}") && stripped.contains("\"") && stripped.contains(":")) {
            flags.add(JSON_BLOB);
        }
        if (!text.chars().allMatch(character -> character < 128)) {
            flags.add(NON_ASCII);
        }
        if (text.contains("$(")) {
            flags.add(DOLLAR_PARENTHESIS);
        }
        if (stripped.lines().count() > 1) {
            flags.add(LINE_BREAK);
        }
        if (SecretLike.value(text)) {
            flags.add(PASSWORD_IN_URL);
        }
        return List.copyOf(flags);
    }

    /** For people: {@code trailing newline}. */
    public String words() {
        return this == DOLLAR_PARENTHESIS
                ? "holds $("
                : name().toLowerCase(Locale.ROOT)
                        .replace('_', ' ')
                        .replace("json blob", "a JSON document")
                        .replace("password in url", "a password in a URL");
    }
}
