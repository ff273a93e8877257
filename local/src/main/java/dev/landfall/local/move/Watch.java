package dev.landfall.local.move;

import dev.landfall.mover.progress.ProgressListener;
import java.io.PrintStream;

/**
 * What people see while it runs: bars on a terminal, lines elsewhere; nothing but those lines with {@code --json}.
 *
 * @param dump told by a dump
 * @param restore told by a restore or a comparison
 */
record Watch(ProgressListener dump, ProgressListener restore, AutoCloseable closing) implements AutoCloseable {

    /** @param passes how often each row is told of */
    static Watch on(PrintStream err, boolean json, int passes) {
        if (!json && System.console() != null && System.console().isTerminal()) {
            var bars = new Bars(err, passes);
            return new Watch(progress -> {}, bars, bars);
        }
        return new Watch(new Lines(err), new Lines(err), () -> {});
    }

    @Override
    public void close() {
        if (closing instanceof Bars bars) {
            bars.close();
        }
    }
}
