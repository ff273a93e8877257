package dev.landfall.local.command.view;

import dev.landfall.gateway.Executions.StateRecord;
import dev.landfall.local.command.view.RunView.Active;
import dev.landfall.model.transfer.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run in lines of text. */
public final class ViewText {

    private ViewText() {}

    /** A state that was left. */
    public static String left(StateRecord state) {
        var failed = state.outcome().equals("FAILED") ? "  FAILED" : "";
        return String.format(Locale.ROOT, "%-24s %10s%s", state.label(), Figures.duration(state.duration()), failed);
    }

    /** What goes on now: a line for each state being visited, with why it waits, and for each transfer. */
    public static List<String> now(RunView view) {
        var lines = new ArrayList<String>();
        for (var state : view.active()) {
            lines.add(active(state, view));
        }
        for (var transfer : view.transfers()) {
            lines.add("  " + transfer(transfer));
        }
        return lines;
    }

    private static String active(Active state, RunView view) {
        var since = Figures.duration(Duration.between(state.since(), view.at()));
        var iteration = state.path().contains("[") ? " (" + state.path() + ")" : "";
        return String.format(Locale.ROOT, "%-24s %10s", state.name(), since)
                + state.reason().map(reason -> "  " + reason).orElse(iteration);
    }

    /** How far one command of the mover is. */
    public static String transfer(Progress progress) {
        var text = new StringBuilder()
                .append(String.format(Locale.ROOT, "%-9s %-8s", progress.database(), progress.command()))
                .append(progress.phase());
        if (progress.tablesTotal() > 0) {
            text.append(", table ").append(progress.tablesDone()).append(" of ").append(progress.tablesTotal());
        }
        text.append(", ").append(Figures.count(progress.rowsDone())).append(" rows");
        if (progress.bytesTotal() > 0) {
            text.append(", ")
                    .append(Figures.bytes(progress.bytesDone()))
                    .append(" of ")
                    .append(Figures.bytes(Math.max(progress.bytesDone(), progress.bytesTotal())));
        }
        if (progress.bytesPerSecond() > 0 && !progress.phase().equals(Progress.FINISHED)) {
            text.append(", ").append(Figures.bytes(progress.bytesPerSecond())).append("/s");
        }
        progress.remaining()
                .filter(left -> !progress.phase().equals(Progress.FINISHED))
                .ifPresent(
                        left -> text.append(", ").append(Figures.duration(left)).append(" left"));
        return text.toString();
    }
}
