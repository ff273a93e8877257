package dev.landfall.ledger;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Settings that nobody knows: which, where, and the block of landfall.json that decides them, ready to be pasted.
 *
 * @param names containers by setting
 */
public record UndecidedSettings(Map<String, List<String>> names) {

    public UndecidedSettings {
        names = new TreeMap<>(names);
    }

    public static UndecidedSettings of(Ledger ledger) {
        return in(ledger.lines());
    }

    static UndecidedSettings in(List<LedgerLine> lines) {
        return new UndecidedSettings(lines.stream()
                .filter(line -> line.is(SettingClass.UNKNOWN))
                .collect(Collectors.groupingBy(
                        LedgerLine::setting, Collectors.mapping(LedgerLine::where, Collectors.toList()))));
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** For a terminal: one row a setting. */
    public String rows() {
        int width = names.keySet().stream().mapToInt(String::length).max().orElse(0);
        return names.entrySet().stream()
                .map(entry ->
                        entry.getKey() + " ".repeat(width - entry.getKey().length()) + "  " + where(entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    /** A table of Markdown. */
    public String markdown() {
        return names.entrySet().stream()
                .map(entry -> "| `" + entry.getKey() + "` | " + where(entry.getValue()) + " |")
                .collect(Collectors.joining("\n", "| setting | where |\n|---|---|\n", "\n"));
    }

    /** For landfall.json: all carried, which a person changes where that is wrong. */
    public String block() {
        int width = names.keySet().stream().mapToInt(String::length).max().orElse(0);
        return names.keySet().stream()
                .map(name -> "  \"" + name + "\": " + " ".repeat(width - name.length()) + "{\"decision\": \"carry\"}")
                .collect(Collectors.joining(",\n", "\"settings\": {\n", "\n}"));
    }

    private static String where(List<String> containers) {
        return containers.stream().distinct().sorted().collect(Collectors.joining(", "));
    }
}
