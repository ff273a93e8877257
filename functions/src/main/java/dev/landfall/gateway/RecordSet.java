package dev.landfall.gateway;

import java.util.List;
import java.util.Optional;

/**
 * One record set of a zone. An alias has {@code aliasTarget} in {@code values} and {@code ttlSeconds} 0.
 *
 * @param name fully qualified, without the final dot
 * @param type CNAME, A, AAAA, NS …
 * @param evaluateTargetHealth of an alias: whether Route 53 answers only while the target is healthy
 * @param routing of one among several of that name and type: its policy and its set identifier, such as {@code weighted
 *     (blue)}; empty for a simple record, the only kind that Landfall makes
 */
public record RecordSet(
        String name,
        String type,
        long ttlSeconds,
        List<String> values,
        boolean alias,
        boolean evaluateTargetHealth,
        Optional<String> routing) {

    public RecordSet {
        values = List.copyOf(values);
    }

    /** A simple one. */
    public RecordSet(
            String name,
            String type,
            long ttlSeconds,
            List<String> values,
            boolean alias,
            boolean evaluateTargetHealth) {
        this(name, type, ttlSeconds, values, alias, evaluateTargetHealth, Optional.empty());
    }

    /** A simple one that is no alias, or an alias that is answered whatever the health of its target. */
    public RecordSet(String name, String type, long ttlSeconds, List<String> values, boolean alias) {
        this(name, type, ttlSeconds, values, alias, false);
    }
}
