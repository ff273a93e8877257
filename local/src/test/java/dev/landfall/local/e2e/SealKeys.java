package dev.landfall.local.e2e;

import dev.landfall.local.engine.EngineListener;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.history.HistoryEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Remembers each key that a state machine made for the movers of a copy, as its history shows it. */
final class SealKeys implements EngineListener {

    private static final Pattern KEY = Pattern.compile("sealKey\\\\*\":\\\\*\"([^\"\\\\]{16,})");

    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    @Override
    public void onEvent(Execution execution, HistoryEvent event) {
        KEY.matcher(event.details().toString()).results().forEach(found -> keys.add(found.group(1)));
    }

    Set<String> keys() {
        return Set.copyOf(keys);
    }
}
