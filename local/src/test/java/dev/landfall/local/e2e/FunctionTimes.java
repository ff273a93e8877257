package dev.landfall.local.e2e;

import dev.landfall.local.engine.EngineListener;
import dev.landfall.local.engine.Execution;
import dev.landfall.local.engine.history.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** How long each call of a function worked; where a token is waited for, until the function itself was done. */
final class FunctionTimes implements EngineListener {

    private static final Pattern FUNCTION = Pattern.compile("\"FunctionName\"\\s*:\\s*\"([^\"]+)\"");

    private final Map<String, String> functions = new ConcurrentHashMap<>();
    private final Map<String, Call> running = new ConcurrentHashMap<>();
    private final List<Time> times = new CopyOnWriteArrayList<>();

    private record Call(String function, Instant started) {}

    /** One call. */
    record Time(String execution, String function, Duration took) {}

    @Override
    public void onEvent(Execution execution, HistoryEvent event) {
        var id = execution.name() + "#" + event.id();
        var previous = execution.name() + "#" + event.previousEventId();
        switch (event.type()) {
            case "TaskScheduled" -> {
                var function = FUNCTION.matcher(event.details().toString().replace("\\\"", "\""));
                if (function.find()) {
                    functions.put(id, function.group(1));
                }
            }
            case "TaskStarted" -> {
                if (functions.containsKey(previous)) {
                    running.put(id, new Call(functions.getOrDefault(previous, ""), event.timestamp()));
                }
            }
            case "TaskSubmitted", "TaskSucceeded", "TaskFailed", "TaskTimedOut" -> {
                var call = running.remove(previous);
                if (call != null) {
                    times.add(new Time(
                            execution.name(), call.function(), Duration.between(call.started(), event.timestamp())));
                }
            }
            default -> {}
        }
    }

    /** The longest first. */
    List<Time> longest() {
        return times.stream()
                .sorted(Comparator.comparing(Time::took).reversed())
                .toList();
    }
}
