package dev.landfall.ledger;

import dev.landfall.capture.SourceNames;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A setting that is a list of hosts. What is the source's own is left out of it; the others are carried as they stand. */
public record HostList(SourceNames source) {

    private static final Set<String> NAMES = Set.of("NO_PROXY");

    /** Whether a setting is such a list. */
    public static boolean is(String setting) {
        return NAMES.contains(setting.toUpperCase(Locale.ROOT));
    }

    /** The list to carry; the very text where nothing is left out. */
    public String carried(String text) {
        return leftOut(text).isEmpty()
                ? text
                : elements(text).filter(Predicate.not(source::namesElement)).collect(Collectors.joining(","));
    }

    /** Elements that stay behind. */
    public List<String> leftOut(String text) {
        return elements(text).filter(source::namesElement).map(String::strip).toList();
    }

    private static Stream<String> elements(String text) {
        return Stream.of(text.split(","));
    }
}
