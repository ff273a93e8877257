package dev.landfall.local.engine.execution;

import dev.landfall.local.engine.history.Details;
import dev.landfall.local.engine.history.HistoryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The history of one execution as it grows. Written on the loop, read from anywhere. */
final class History {

    private final List<HistoryEvent> events = new ArrayList<>();
    private final Supplier<Instant> clock;
    private final Consumer<HistoryEvent> listener;

    History(Supplier<Instant> clock, Consumer<HistoryEvent> listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /** Gives the new event's id. */
    long add(long previous, String type, String detailsName, Details details) {
        HistoryEvent event;
        synchronized (events) {
            event = new HistoryEvent(events.size() + 1L, previous, clock.get(), type, detailsName, details.node());
            events.add(event);
        }
        listener.accept(event);
        return event.id();
    }

    long add(long previous, String type) {
        return add(previous, type, "", Details.of());
    }

    int size() {
        synchronized (events) {
            return events.size();
        }
    }

    List<HistoryEvent> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }
}
