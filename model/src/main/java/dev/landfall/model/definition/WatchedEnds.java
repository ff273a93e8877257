package dev.landfall.model.definition;

import java.util.List;

/** Ends of executions after which CloseAbandonedRun is called, in AWS as on a laptop. */
public final class WatchedEnds {

    /** FAILED too: {@code States.Runtime} and {@code States.DataLimitExceeded} end an execution past every Catch. */
    public static final List<String> STATUSES = List.of("FAILED", "TIMED_OUT", "ABORTED");

    private WatchedEnds() {}
}
