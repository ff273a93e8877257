package dev.landfall.gateway.kubernetes;

import java.util.Optional;
import java.util.function.Function;

/** Values under {@code env} as a container sees them. */
final class VariableText {

    private VariableText() {}

    /**
     * As Kubernetes expands: {@code $$} is a dollar sign, {@code $(NAME)} the value of a variable that stands before this
     * one or came from {@code envFrom}, and the text itself where there is none.
     */
    static String expanded(String text, Function<String, Optional<String>> earlier) {
        var expanded = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            int end = text.charAt(at) == '$' && next == '(' ? text.indexOf(')', at) : -1;
            if (text.charAt(at) == '$' && next == '$') {
                expanded.append('$');
                at += 2;
            } else if (end > 0) {
                var reference = text.substring(at, end + 1);
                expanded.append(earlier.apply(text.substring(at + 2, end)).orElse(reference));
                at = end + 1;
            } else {
                expanded.append(text.charAt(at));
                at++;
            }
        }
        return expanded.toString();
    }
}
