package dev.landfall.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One rule: settings by name, and by value where it says so.
 *
 * @param place where a setting of this rule goes on the target, in words
 * @param value what the value must look like as well
 * @param names {@code *} stands for any characters
 */
record Rule(
        @JsonProperty("class") SettingClass settingClass, String place, Optional<String> value, List<String> names) {

    Rule {
        names = List.copyOf(names);
    }

    boolean matches(String name, String text) {
        return names.stream().anyMatch(pattern -> like(pattern, name.toUpperCase(Locale.ROOT)))
                && value.map(pattern -> like(pattern, text.toLowerCase(Locale.ROOT)))
                        .orElse(true);
    }

    private static boolean like(String pattern, String text) {
        var expression = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(expression, Pattern.DOTALL).matcher(text).matches();
    }
}
