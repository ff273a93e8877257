package dev.landfall.gateway.aws;

import java.util.Optional;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Names how Route 53 chooses among several records of one name and type. */
final class RoutingPolicy {

    private RoutingPolicy() {}

    /** Policy and set identifier, such as {@code weighted (blue)}; empty for a simple record. */
    static Optional<String> of(ResourceRecordSet record) {
        return Optional.ofNullable(record.setIdentifier()).map(identifier -> kind(record) + " (" + identifier + ")");
    }

    private static String kind(ResourceRecordSet record) {
        if (record.weight() != null) {
            return "weighted";
        }
        if (record.failover() != null) {
            return "failover";
        }
        if (record.geoLocation() != null) {
            return "geolocation";
        }
        if (record.multiValueAnswer() != null) {
            return "multivalue";
        }
        return record.region() == null ? "routed" : "latency";
    }
}
