package dev.landfall.probe;

import dev.landfall.model.transfer.Comparison;
import dev.landfall.probe.ProbeReport.Probe;
import java.util.List;
import java.util.Optional;

/** What a database's comparison proves. */
final class CopyProbes {

    private static final int SHOWN = 20;

    private CopyProbes() {}

    static List<Probe> of(String database, Optional<Comparison> comparison) {
        if (comparison.isEmpty()) {
            return List.of(Probe.failed(
                    "copy-matches:" + database,
                    "No comparison of the database " + database + " was written.",
                    "Look at the Job that compares; without it nothing is proven."));
        }
        var found = comparison.get();
        return List.of(
                matches(database, found),
                each("sequences:" + database, "No sequence is behind the source's.", found.sequences()),
                each("extensions:" + database, "Every extension of the source is there.", found.extensions()),
                each("indexes:" + database, "No index is invalid.", found.invalidIndexes()),
                each(
                        "constraints:" + database,
                        "Every constraint is validated as on the source.",
                        found.unvalidatedConstraints()),
                each(
                        "materialized-views:" + database,
                        "Every materialized view holds data as on the source.",
                        found.materializedViews()),
                found.schemaUnseen()
                        .map(why -> Probe.notChecked("schema:" + database, why))
                        .orElseGet(() -> each(
                                "schema:" + database,
                                "Every object of the source is defined on the target as there.",
                                found.schema())));
    }

    private static Probe matches(String database, Comparison found) {
        var name = "copy-matches:" + database;
        var seen = found.rows() + " rows of " + found.tables() + " tables, compared by "
                + found.level().word() + ".";
        return found.matches()
                ? Probe.passed(name, "Equal: " + seen)
                : Probe.failed(
                        name,
                        words(found.differences()) + ".",
                        "Find out who wrote to the target while it was restored, and move again.");
    }

    private static Probe each(String name, String fine, List<String> wrong) {
        return wrong.isEmpty()
                ? Probe.passed(name, fine)
                : Probe.failed(name, words(wrong) + ".", "Mend it on the target, or move again.");
    }

    private static String words(List<String> list) {
        var shown = String.join("; ", list.stream().limit(SHOWN).toList());
        return list.size() > SHOWN ? shown + " and " + (list.size() - SHOWN) + " more" : shown;
    }
}
