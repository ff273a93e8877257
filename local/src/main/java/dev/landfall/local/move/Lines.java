package dev.landfall.local.move;

import dev.landfall.model.transfer.Progress;
import dev.landfall.mover.progress.ProgressListener;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A line at each change of phase and every ten seconds, where there is no terminal. */
final class Lines implements ProgressListener {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final PrintStream err;
    private String lastPhase = "";
    private Instant lastLine = Instant.EPOCH;

    Lines(PrintStream err) {
        this.err = err;
    }

    @Override
    public synchronized void progressed(Progress progress) {
        var now = Instant.now();
        if (progress.phase().equals(lastPhase) && now.isBefore(lastLine.plus(EVERY))) {
            return;
        }
        lastPhase = progress.phase();
        lastLine = now;
        err.println(String.format(
                Locale.ROOT,
                "%s: %s; %d rows, %.1f MB%s",
                progress.command(),
                progress.phase(),
                progress.rowsDone(),
                progress.bytesDone() / 1e6,
                progress.remaining()
                        .map(left -> ", about " + left.toSeconds() + " s left")
                        .orElse("")));
        err.flush();
    }
}
