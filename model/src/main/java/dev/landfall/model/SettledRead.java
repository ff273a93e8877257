package dev.landfall.model;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads what somebody may be writing just now. Some stores show a write before it is whole; so content that cannot be
 * understood is read again until it can be, or has stood still for a second, or has kept changing for ten.
 */
public final class SettledRead {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration STANDS_STILL = Duration.ofSeconds(1);
    private static final Duration KEEPS_CHANGING = Duration.ofSeconds(10);

    private SettledRead() {}

    /** What content means; throws where it cannot be understood. */
    @FunctionalInterface
    public interface Parser<T> {
        T parse(byte[] content) throws IOException;
    }

    /** Why nothing was understood. */
    public interface Refusal {

        /** The content stands there like this. */
        RuntimeException damaged(IOException cause);

        /** Every reading met another write: another try, later, may not. */
        RuntimeException changing(IOException cause);
    }

    /**
     * The content's meaning, empty where nothing stands there (any more).
     *
     * @param content one reading
     */
    public static <T> Optional<T> read(Supplier<Optional<byte[]>> content, Parser<T> parser, Refusal refusal) {
        return read(content, parser, refusal, STANDS_STILL);
    }

    /**
     * The same for what a stranger may have put there to keep a reader waiting.
     *
     * @param standsStill how long content that cannot be understood is looked at
     */
    public static <T> Optional<T> read(
            Supplier<Optional<byte[]>> content, Parser<T> parser, Refusal refusal, Duration standsStill) {
        var started = System.nanoTime();
        var since = started;
        var last = new byte[0];
        for (var read = content.get(); read.isPresent(); read = content.get()) {
            try {
                return Optional.of(parser.parse(read.get()));
            } catch (IOException e) {
                var now = System.nanoTime();
                if (!Arrays.equals(last, read.get())) {
                    last = read.get();
                    since = now;
                }
                if (now - since > standsStill.toNanos()) {
                    throw refusal.damaged(e);
                }
                if (now - started > KEEPS_CHANGING.toNanos()) {
                    throw refusal.changing(e);
                }
                pause(e);
            }
        }
        return Optional.empty();
    }

    private static void pause(IOException unread) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var interrupted = new IllegalStateException("interrupted while reading again", e);
            interrupted.addSuppressed(unread);
            throw interrupted;
        }
    }
}
