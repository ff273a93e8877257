package dev.landfall.local.move;

import dev.landfall.mover.delta.DeltaReport;
import dev.landfall.mover.delta.TableDelta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A pass in lines for people: the sums, then the tables where something changed, the most changed first. */
final class DeltaLines {

    private static final int SHOWN_TABLES = 40;

    private DeltaLines() {}

    /** @param done such as {@code were carried} */
    static List<String> of(DeltaReport report, String done) {
        var lines = new ArrayList<String>();
        if (report.foundNothing()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "Nothing changed in %,d tables; looked through in %.1f s.",
                    report.tables().size(),
                    report.seconds()));
        } else {
            lines.add(String.format(
                    Locale.ROOT,
                    "%,d rows of %,d of %,d tables %s and %,d taken away, in %.1f s:",
                    report.changed(),
                    report.differing().size(),
                    report.tables().size(),
                    done,
                    report.gone(),
                    report.seconds()));
            lines.add(String.format(Locale.ROOT, "  %-40s %14s %14s  %s", "table", "changed", "gone", ""));
        }
        report.differing().stream()
                .sorted(Comparator.comparingLong((TableDelta table) -> table.changed() + table.gone())
                        .reversed())
                .limit(SHOWN_TABLES)
                .forEach(table -> lines.add(String.format(
                        Locale.ROOT,
                        "  %-40s %,14d %,14d  %s",
                        OneLine.of(table.table()),
                        table.changed(),
                        table.gone(),
                        words(table))));
        if (report.differing().size() > SHOWN_TABLES) {
            lines.add("  … and " + (report.differing().size() - SHOWN_TABLES) + " more tables; --json prints all.");
        }
        report.writers().forEach(writer -> lines.add("Open on the source, and holding back the mark: " + writer + "."));
        return lines;
    }

    private static String words(TableDelta table) {
        var reason = table.reason().orElse("");
        return switch (table.how()) {
            case UNCHANGED, CHANGED -> "";
            case WHOLE -> "whole: " + reason;
            case LEFT -> "left for the next pass: " + reason;
        };
    }
}
