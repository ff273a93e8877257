package dev.landfall.local.move;

import dev.landfall.model.transfer.Progress;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.progress.ProgressListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.InteractiveConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A bar for all tables and one for each of the largest, with the time that is left, on a terminal. A table counts with
 * its size on the source's disk; how much of it is done is told from its rows.
 */
final class Bars implements ProgressListener, AutoCloseable {

    private static final int OWN_BARS = 5;
    private static final int NAME_WIDTH = 32;
    private static final int WIDEST = 118;
    private static final long MEBIBYTE = 1L << 20;

    private final PrintStream out;
    private final int width;
    private final int passes;
    private final Map<String, TableCopy> plan = new LinkedHashMap<>();
    private final Map<String, Double> done = new LinkedHashMap<>();
    private final Map<String, ProgressBar> bars = new LinkedHashMap<>();
    private double totalDone;
    private String phase = "";

    /**
     * @param columns of the terminal: a longer line would wrap, and could not be redrawn in its place
     * @param passes how often each row is told of
     */
    Bars(PrintStream out, int columns, int passes) {
        this.out = out;
        this.width = Math.min(WIDEST, columns - 1);
        this.passes = passes;
    }

    @Override
    public synchronized void planned(List<TableCopy> tables) {
        if (!plan.isEmpty()) {
            return;
        }
        tables.forEach(table -> plan.put(table.display(), table));
        bars.put(
                "",
                bar(
                        "all " + tables.size() + " tables",
                        tables.stream().mapToLong(TableCopy::bytes).sum()));
        tables.stream()
                .sorted(Comparator.comparingLong(TableCopy::bytes).reversed())
                .limit(OWN_BARS)
                .forEach(table -> bars.put(table.display(), bar(table.display(), table.bytes())));
    }

    @Override
    public synchronized void progressed(Progress progress) {
        phase = progress.phase();
        var all = bars.get("");
        if (all != null) {
            all.setExtraMessage(phase);
            if (phase.equals(Progress.FINISHED)) {
                // Tables without rows are told of by nobody.
                all.stepTo(all.getMax());
            }
        }
    }

    @Override
    public synchronized void tableMoved(String table, long rows, long bytes, Duration took) {
        var known = plan.get(table);
        if (known == null) {
            return;
        }
        var share = Math.min(1, rows / (double) Math.max(1, known.rows() * passes)) * known.bytes();
        var before = done.getOrDefault(table, 0.0);
        var after = Math.min((double) known.bytes(), before + share);
        done.put(table, after);
        totalDone += after - before;
        step("", totalDone);
        step(table, after);
    }

    @Override
    public synchronized void close() {
        bars.values().forEach(ProgressBar::close);
        bars.clear();
    }

    private void step(String name, double bytes) {
        var bar = bars.get(name);
        if (bar != null) {
            bar.stepTo(Math.round(bytes));
        }
    }

    private ProgressBar bar(String name, long bytes) {
        var shown = name.length() > NAME_WIDTH ? name.substring(0, NAME_WIDTH - 1) + "…" : name;
        return new ProgressBarBuilder()
                .setTaskName(String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", shown))
                .setInitialMax(Math.max(1, bytes))
                .setUnit(" MiB", MEBIBYTE)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(250)
                .setConsumer(new InteractiveConsoleProgressBarConsumer(out, width))
                .build();
    }
}
