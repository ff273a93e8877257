package dev.landfall.gateway.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.model.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The filter policy of one subscription: <code>{"address": ["ada@example.com"]}</code> over the message's attributes. */
final class AddressFilter {

    private AddressFilter() {}

    /** Whether it has exactly the filter that lets messages to its endpoint through and nothing else. */
    static boolean letsOnlyThrough(String endpoint, Map<String, String> attributes) {
        if (!attributes.getOrDefault("FilterPolicyScope", "MessageAttributes").equals("MessageAttributes")) {
            return false;
        }
        try {
            var policy = Json.MAPPER.readTree(attributes.getOrDefault("FilterPolicy", ""));
            var wanted = Map.of(SnsNotices.ADDRESS, List.of(endpoint.toLowerCase(Locale.ROOT)));
            return policy.equals(Json.MAPPER.valueToTree(wanted));
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
