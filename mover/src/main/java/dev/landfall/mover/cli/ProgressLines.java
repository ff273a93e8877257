package dev.landfall.mover.cli;

import dev.landfall.model.transfer.Progress;
import dev.landfall.mover.progress.ProgressListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A line for people at each change of phase, and every ten seconds. */
final class ProgressLines implements ProgressListener {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final PrintWriter err;
    private String lastPhase = "";
    private Instant lastLine = Instant.EPOCH;

    ProgressLines(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void progressed(Progress progress) {
        var now = Instant.now();
        if (progress.phase().equals(lastPhase) && now.isBefore(lastLine.plus(EVERY))) {
            return;
        }
        lastPhase = progress.phase();
        lastLine = now;
        err.println(String.format(
                Locale.ROOT,
                "%s %s: %s; %d of %d tables, %d rows, %.1f of %.1f MB, %.1f MB/s%s%s",
                progress.command(),
                progress.database(),
                progress.phase(),
                progress.tablesDone(),
                progress.tablesTotal(),
                progress.rowsDone(),
                progress.bytesDone() / 1e6,
                progress.bytesTotal() / 1e6,
                progress.bytesPerSecond() / 1e6,
                progress.remaining()
                        .map(remaining -> ", about " + remaining.toSeconds() + " s left")
                        .orElse(""),
                progress.source()
                        .map(load -> "; source: oldest transaction " + load.oldestTransactionSeconds() + " s, "
                                + load.deadRows() + " dead rows")
                        .orElse("")));
        err.flush();
    }
}
