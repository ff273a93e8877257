package dev.landfall.probe;

import dev.landfall.gateway.Databases.TableCounts;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.probe.ProbeReport.Probe;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What users would miss, by count. The source's side is the manifest: exact counts under the snapshot, for a source that
 * lives on in a rehearsal has moved since. The target's backend writes audit events of its own when it wakes, so those
 * may be more.
 */
final class Parity {

    /** What people call it, by the table that holds it. */
    private static final Map<String, String> TABLES = Map.of(
            "users", "public.users",
            "groups", "public.groups",
            "apps", "public.pages",
            "resources", "public.resources",
            "ssh-keys", "public.ssh_keys",
            "workflows", "public.workflows",
            "audit-events", "public.audit_trail_events");

    private static final List<String> MAY_GROW = List.of("audit-events");

    private Parity() {}

    static List<String> tables() {
        return TABLES.values().stream().sorted().toList();
    }

    /** One probe for each; a table that only one side has is looked at by the comparison of the copy. */
    static List<Probe> of(Manifest manifest, TableCounts target) {
        var source =
                manifest.tables().stream().collect(Collectors.toMap(TableCopy::display, TableCopy::rows, Long::sum));
        return TABLES.keySet().stream()
                .sorted()
                .map(what -> probe(what, TABLES.getOrDefault(what, what), source, target))
                .toList();
    }

    private static Probe probe(String what, String table, Map<String, Long> source, TableCounts target) {
        var name = "parity-" + what;
        var expected = source.get(table);
        var found = target.rows().get(table);
        if (expected != null && target.left().contains(table)) {
            return Probe.notChecked(
                    name,
                    "Not looked at: counting " + table + " took longer than "
                            + target.within().toSeconds()
                            + " s. The comparison of the copy counted its " + expected
                            + " rows before the target woke.");
        }
        if (expected == null || found == null) {
            return Probe.notChecked(name, "There is no table " + table + " on both sides.");
        }
        var seen = table + ": " + expected + " rows on the source, " + found + " on the target.";
        boolean fine = MAY_GROW.contains(what) ? found >= expected : found.equals(expected);
        return fine
                ? Probe.passed(name, seen)
                : Probe.failed(name, seen, "Find out what writes to the target before it is live, and move again.");
    }
}
