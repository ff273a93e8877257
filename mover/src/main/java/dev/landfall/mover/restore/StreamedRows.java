package dev.landfall.mover.restore;

import dev.landfall.model.transfer.Manifest;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.stream.Carried;
import dev.landfall.mover.stream.RowOffer;
import dev.landfall.mover.stream.RowStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Rows that the dump of this very process offers, read from the source while they are loaded. */
final class StreamedRows implements RowSource {

    private static final long POLL_MILLISECONDS = 20;

    private final RowStream stream;
    private final RowOffer offer;
    private final String attempt;
    private final LoadedTables tables;
    private final Supplier<Manifest> index;
    private final StopSignal stop;
    private final SourceSessions sources;
    private final Queue<StreamedPiece> waiting;
    private final AtomicInteger left;
    private final Map<Integer, Carried> carried = new ConcurrentHashMap<>();

    /**
     * Waits for the offer.
     *
     * @param attempt of the dump
     * @param tables told of all tables at once, and of each part that is loaded
     * @param index waits for the dump's account of what was copied
     */
    StreamedRows(RowStream stream, String attempt, LoadedTables tables, Supplier<Manifest> index, StopSignal stop) {
        this.stream = stream;
        this.offer = stream.take();
        this.attempt = attempt;
        this.tables = tables;
        this.index = index;
        this.stop = stop;
        this.sources = new SourceSessions(offer.snapshot());
        this.waiting = new ConcurrentLinkedQueue<>(StreamedPiece.divide(offer.parts()));
        this.left = new AtomicInteger(waiting.size());
        tables.complete(offer.parts().stream()
                .collect(Collectors.groupingBy(part -> part.table().id(), Collectors.counting())));
        if (waiting.isEmpty()) {
            stream.arrived(Map.of());
        }
    }

    @Override
    public int workers(int wanted) {
        return Math.min(wanted, offer.jobs());
    }

    @Override
    public Optional<Piece> poll() {
        return Optional.ofNullable(waiting.poll())
                .map(piece -> new StreamedLoad(piece, attempt, sources, stop, arrived -> loaded(piece, arrived)));
    }

    @Override
    public boolean isExhausted() {
        return waiting.isEmpty();
    }

    @Override
    public void await() {
        stop.pause(POLL_MILLISECONDS);
    }

    @Override
    public Manifest complete() {
        return index.get();
    }

    @Override
    public Set<Long> sequences() {
        return LongStream.rangeClosed(1, offer.parts().size()).boxed().collect(Collectors.toSet());
    }

    @Override
    public void close() {
        sources.close();
    }

    private void loaded(StreamedPiece piece, List<Carried> arrived) {
        for (var i = 0; i < arrived.size(); i++) {
            var table = piece.parts().get(i).table().id();
            var part = arrived.get(i);
            carried.merge(table, part, Carried::plus);
            offer.progress().add(part.sum().rows(), part.bytes());
            tables.loaded(table);
        }
        if (left.decrementAndGet() == 0) {
            stream.arrived(carried);
        }
    }
}
