package dev.landfall.mover.restore;

import dev.landfall.model.failure.LandfallException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the server write to disk what was loaded, while the last objects are built. To drop the database that the copy
 * replaces makes it do that in any case, and the restore wait for it. Closed, it has ended.
 */
final class EarlyFlush implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EarlyFlush.class);

    private final Thread thread;

    EarlyFlush(TargetDatabase target) {
        thread = Thread.ofPlatform().name("flush").daemon().start(() -> flush(target));
    }

    private static void flush(TargetDatabase target) {
        try (var session = target.another()) {
            session.execute("CHECKPOINT");
        } catch (SQLException | LandfallException e) {
            // Without the role pg_checkpoint, or before version 15, only superusers may; it saves a moment, no more.
            LOG.debug("the server did not write to disk early: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
