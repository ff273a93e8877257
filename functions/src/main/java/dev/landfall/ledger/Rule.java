package dev.landfall.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One rule: settings by name.
 *
 * @param place where a setting of this rule goes on the target, in words
 * @param names {@code *} stands for any characters
 */
record Rule(@JsonProperty("class") SettingClass settingClass, String place, List<String> names) {

    Rule {
        names = List.copyOf(names);
    }

    boolean matches(String name) {
        return names.stream().anyMatch(pattern -> like(pattern, name.toUpperCase(Locale.ROOT)));
    }

    private static boolean like(String pattern, String text) {
        var expression = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(expression, Pattern.DOTALL).matcher(text).matches();
    }
}
