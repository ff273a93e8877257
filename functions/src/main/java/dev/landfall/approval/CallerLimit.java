package dev.landfall.approval;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many requests one address may make of one instance of the page: {@value #AT_ONCE} at once, then one a second.
 * Strangers who try links run into it before anything is asked of AWS for them, and take nothing from the approvers.
 */
final class CallerLimit {

    static final int AT_ONCE = 20;

    private static final Duration EACH = Duration.ofSeconds(1);
    private static final int CALLERS_REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<String, Instant> used = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > CALLERS_REMEMBERED;
        }
    };

    CallerLimit(Clock clock) {
        this.clock = clock;
    }

    /** Counts a request; false where it is one too many. What is refused is not counted. */
    synchronized boolean lets(String caller) {
        var now = clock.instant();
        var so = used.getOrDefault(caller, now);
        var then = (so.isBefore(now) ? now : so).plus(EACH);
        if (then.isAfter(now.plus(EACH.multipliedBy(AT_ONCE)))) {
            return false;
        }
        used.put(caller, then);
        return true;
    }
}
