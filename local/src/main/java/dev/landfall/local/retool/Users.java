package dev.landfall.local.retool;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** People who use Retool: they go where the domain points and write there, a little every second. */
public final class Users implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Supplier<Optional<String>> domainPointsTo;
    private final Map<String, Retool> behind;
    private final Thread thread;
    private volatile boolean closed;

    private Users(Supplier<Optional<String>> domainPointsTo, Map<String, Retool> behind) {
        this.domainPointsTo = domainPointsTo;
        this.behind = Map.copyOf(behind);
        thread = Thread.ofPlatform().daemon().name("users").unstarted(this::run);
    }

    /**
     * Lets them begin.
     *
     * @param domainPointsTo the name that the domain's record holds now
     * @param behind which Retool answers under such a name
     */
    public static Users start(Supplier<Optional<String>> domainPointsTo, Map<String, Retool> behind) {
        var users = new Users(domainPointsTo, behind);
        users.thread.start();
        return users;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            domainPointsTo.get().map(behind::get).ifPresent(Retool::write);
            try {
                Thread.sleep(EVERY);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
