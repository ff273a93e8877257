package dev.landfall.local.move;

import dev.landfall.mover.progress.ProgressListener;
import java.io.PrintStream;
import java.util.Optional;

/**
 * What people see while it runs: bars on a terminal, lines elsewhere; nothing but those lines with {@code --json}.
 *
 * @param dump told by a dump
 * @param restore told by a restore or a comparison
 */
record Watch(ProgressListener dump, ProgressListener restore, Optional<Bars> bars) implements AutoCloseable {

    /** @param passes how often each row is told of */
    static Watch on(PrintStream err, boolean json, int passes) {
        if (!json && Boolean.getBoolean("landfall.terminal")) {
            var bars = new Bars(err, Integer.getInteger("landfall.columns", 100), passes);
            return new Watch(progress -> {}, bars, Optional.of(bars));
        }
        return new Watch(new Lines(err), new Lines(err), Optional.empty());
    }

    @Override
    public void close() {
        bars.ifPresent(Bars::close);
    }
}
