package dev.landfall.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which settings have another value than a rehearsal's ledger knows, by their fingerprints. Settings that came or went, and
 * the critical ones, are the captures' to tell.
 */
public final class LedgerDrift {

    private LedgerDrift() {}

    /** In words, without any value. */
    public static List<String> between(Ledger before, Ledger now) {
        var known = byPlace(before);
        var found = new ArrayList<String>();
        byPlace(now).forEach((place, line) -> {
            var old = known.get(place);
            if (old != null && !line.is(SettingClass.CRITICAL) && isOther(old.fingerprint(), line.fingerprint())) {
                found.add("The value of " + line.setting() + " of " + line.where() + " changed.");
            }
        });
        return List.copyOf(found);
    }

    /** A value that could not be read on one side is a matter of its own check. */
    private static boolean isOther(Optional<String> before, Optional<String> now) {
        return before.isPresent() && now.isPresent() && !before.equals(now);
    }

    private static Map<String, LedgerLine> byPlace(Ledger ledger) {
        return ledger.lines().stream()
                .collect(Collectors.toMap(
                        line -> line.where() + " " + line.setting(),
                        line -> line,
                        (first, second) -> first,
                        java.util.TreeMap::new));
    }
}
