package dev.landfall.local.command.view;

import dev.landfall.gateway.Executions.StateRecord;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One line with the time for each thing that happened: for logs and pipes. */
public final class LineDisplay implements Display {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final Duration TRANSFERS_EVERY = Duration.ofSeconds(5);

    private final PrintStream out;
    private final Set<Integer> entered = new HashSet<>();
    private final Set<Integer> left = new HashSet<>();
    private final Map<String, String> reasons = new HashMap<>();
    private Instant transfersShown = Instant.EPOCH;

    public LineDisplay(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void say(String text) {
        out.println(LocalTime.now(ZoneId.systemDefault()).format(TIME) + "  " + text);
        out.flush();
    }

    @Override
    public synchronized void show(RunView view) {
        for (int index = 0; index < view.states().size(); index++) {
            show(index, view.states().get(index));
        }
        for (var state : view.active()) {
            state.reason()
                    .filter(reason -> !reason.equals(reasons.put(state.path(), reason)))
                    .ifPresent(reason -> say(state.name() + " waits: " + reason));
        }
        if (Duration.between(transfersShown, view.at()).compareTo(TRANSFERS_EVERY) >= 0
                && !view.transfers().isEmpty()) {
            transfersShown = view.at();
            view.transfers().forEach(transfer -> say("  " + ViewText.transfer(transfer)));
        }
    }

    @Override
    public void close() {
        out.flush();
    }

    private void show(int index, StateRecord state) {
        var running = state.outcome().equals("RUNNING");
        if (running && entered.add(index)) {
            say(state.label());
        } else if (!running && left.add(index) && !state.name().startsWith("Choose")) {
            say(ViewText.left(state));
        }
    }
}
