package dev.landfall.gateway;

import java.util.List;

/**
 * One record set of a zone. An alias has {@code aliasTarget} in {@code values} and {@code ttlSeconds} 0.
 *
 * @param name fully qualified, without the final dot
 * @param type CNAME, A, AAAA, NS …
 */
public record RecordSet(String name, String type, long ttlSeconds, List<String> values, boolean alias) {

    public RecordSet {
        values = List.copyOf(values);
    }
}
