package dev.landfall.gateway;

import java.util.List;

/**
 * One record set of a zone. An alias has {@code aliasTarget} in {@code values} and {@code ttlSeconds} 0.
 *
 * @param name fully qualified, without the final dot
 * @param type CNAME, A, AAAA, NS …
 * @param evaluateTargetHealth of an alias: whether Route 53 answers only while the target is healthy
 */
public record RecordSet(
        String name, String type, long ttlSeconds, List<String> values, boolean alias, boolean evaluateTargetHealth) {

    public RecordSet {
        values = List.copyOf(values);
    }

    /** One that is no alias, or an alias that is answered whatever the health of its target. */
    public RecordSet(String name, String type, long ttlSeconds, List<String> values, boolean alias) {
        this(name, type, ttlSeconds, values, alias, false);
    }
}
