package dev.landfall.mover.stream;

import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.progress.StopSignal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Where a dump and a restore of one process meet: the dump offers its rows and keeps the snapshot, the restore takes them
 * from one server to the other and says what arrived. Used for one copy.
 */
public final class RowStream {

    private static final long LOOK_MILLISECONDS = 200;

    private final StopSignal stop;
    private final BlockingQueue<RowOffer> offered = new LinkedBlockingQueue<>();
    private final BlockingQueue<Map<Integer, Carried>> arrived = new LinkedBlockingQueue<>();

    private volatile Optional<Server> source = Optional.empty();

    /** @param stop of both sides */
    public RowStream(StopSignal stop) {
        this.stop = stop;
    }

    /** The dump's: returns what arrived, by table id, when all of it has. */
    public Map<Integer, Carried> carry(RowOffer offer) {
        source = Optional.of(offer.source());
        offered.add(offer);
        return await(arrived);
    }

    /** The restore's: waits for what there is to take. */
    public RowOffer take() {
        return await(offered);
    }

    /** The restore's: all of it is committed on the target. */
    public void arrived(Map<Integer, Carried> tables) {
        arrived.add(Map.copyOf(tables));
    }

    /** Where the rows come from, once they are offered. */
    public Optional<Server> source() {
        return source;
    }

    private <T> T await(BlockingQueue<T> queue) {
        try {
            for (var next = queue.poll(); ; next = queue.poll(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                if (next != null) {
                    return next;
                }
                stop.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the other side", e);
        }
    }
}
