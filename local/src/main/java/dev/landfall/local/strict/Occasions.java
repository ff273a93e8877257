package dev.landfall.local.strict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the calls of each state, and numbers executions in the order they come: their names hold the time of day. */
final class Occasions {

    private final List<String> executions = new ArrayList<>();
    private final Map<CallingState, AtomicInteger> calls = new ConcurrentHashMap<>();

    /** Which call of this state this is, from 0. */
    int next(CallingState state) {
        return calls.computeIfAbsent(state, first -> new AtomicInteger()).getAndIncrement();
    }

    /** What a seed can be asked about: the same in every world that runs the same things in the same order. */
    String subject(CallingState state) {
        return state.name() + "#" + number(state.executionArn());
    }

    private int number(String executionArn) {
        synchronized (executions) {
            if (!executions.contains(executionArn)) {
                executions.add(executionArn);
            }
            return executions.indexOf(executionArn);
        }
    }
}
