package dev.landfall.ledger;

import dev.landfall.capture.Features;
import dev.landfall.capture.ServiceRole;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which settings a role of the target must have, by the ledger. */
final class ExpectedSettings {

    /**
     * Set by the kit to its own values until go-live, so that a target does nothing by itself and a long migration is not
     * given up.
     */
    static final List<String> GUARDS = List.of(
            "TEMPORAL_TASKQUEUE_WORKFLOW",
            "WORKER_TEMPORAL_TASKQUEUE",
            "DISABLE_GIT_SYNCING",
            "DATABASE_MIGRATIONS_TIMEOUT_SECONDS");

    private final Ledger ledger;

    ExpectedSettings(Ledger ledger) {
        this.ledger = ledger;
    }

    /** What must be there with the source's value, by name; values that could not be read are another check's matter. */
    SortedMap<String, List<LedgerLine>> carried(ServiceRole role, boolean live) {
        var found = new TreeMap<String, List<LedgerLine>>();
        byName(line -> line.wanted().isPresent()
                        && (line.is(SettingClass.CARRY) || line.is(SettingClass.CRITICAL))
                        && (live || !GUARDS.contains(line.setting())))
                .forEach((name, lines) -> {
                    var of = of(role, lines);
                    if (!of.isEmpty()) {
                        found.put(name, of);
                    }
                });
        // Lent by the main backend, and the chart has a value of its own for this role.
        found.entrySet()
                .removeIf(of -> ChartFacts.shipped().sets(of.getKey())
                        && !isOwn(role, of.getValue().getFirst()));
        // The check critical-settings looks at the main backend's, and at secrets that no variable names.
        found.values()
                .removeIf(lines -> lines.getFirst().is(SettingClass.CRITICAL)
                        && (role == ServiceRole.MAIN_BACKEND || !isOwn(role, lines.getFirst())));
        return found;
    }

    /** What must be back once the target is live. */
    SortedMap<String, List<LedgerLine>> held(ServiceRole role) {
        var found = new TreeMap<String, List<LedgerLine>>();
        byName(line -> line.wanted().isPresent() && (line.is(SettingClass.HOLD) || line.is(SettingClass.LATER)))
                .forEach((name, lines) -> {
                    var own = of(role, lines).stream()
                            .filter(line -> isOwn(role, line))
                            .toList();
                    if (!own.isEmpty()) {
                        found.put(name, own);
                    }
                });
        return found;
    }

    /** What must be there in some form once the target is live. */
    List<String> present(ServiceRole role) {
        return ledger.features().temporal() == Features.Temporal.CLOUD
                ? byName(line -> line.is(SettingClass.DECIDE) && line.lengthBytes() > 0 && isOwn(role, line))
                        .keySet()
                        .stream()
                        .filter(name -> name.endsWith("_HOST"))
                        .toList()
                : List.of();
    }

    /** Names that must not be there before. */
    List<String> heldNames() {
        return List.copyOf(byName(line -> line.is(SettingClass.HOLD)).keySet());
    }

    /** Roles whose settings the ledger carries. */
    List<ServiceRole> roles() {
        return ledger.lines(SettingClass.CARRY).stream()
                .flatMap(line -> line.roles().stream().limit(1))
                .filter(role -> role != ServiceRole.OTHER)
                .distinct()
                .sorted()
                .toList();
    }

    private Map<String, List<LedgerLine>> byName(Predicate<LedgerLine> wanted) {
        return ledger.lines().stream()
                .filter(wanted)
                .collect(Collectors.groupingBy(LedgerLine::setting, TreeMap::new, Collectors.toList()));
    }

    /** Those of containers that are this first of all; else the main backend's, where it does this as well; else any. */
    private static List<LedgerLine> of(ServiceRole role, List<LedgerLine> lines) {
        var doing = lines.stream().filter(line -> line.roles().contains(role)).toList();
        var own = doing.stream().filter(line -> isOwn(role, line)).toList();
        var main = doing.stream()
                .filter(line -> line.roles().contains(ServiceRole.MAIN_BACKEND))
                .toList();
        return !own.isEmpty() ? own : !main.isEmpty() ? main : doing;
    }

    private static boolean isOwn(ServiceRole role, LedgerLine line) {
        return !line.roles().isEmpty() && line.roles().getFirst() == role;
    }
}
