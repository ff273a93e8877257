package dev.landfall.local.engine.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.UnaryOperator;

/**
 * One event of an execution's history.
 *
 * @param id counts from 1
 * @param previousEventId the event that led to this one; 0 for the first two, as in AWS
 * @param type AWS's name, such as {@code TaskStateEntered}
 * @param detailsName the member that holds the details, such as {@code stateEnteredEventDetails}; empty for types
 *     without details
 */
public record HistoryEvent(
        long id, long previousEventId, Instant timestamp, String type, String detailsName, ObjectNode details) {

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** ISO 8601 in UTC with exactly three decimals, as the context object shows times. */
    public static String iso(Instant instant) {
        return MILLISECONDS.format(instant);
    }

    /** Seconds since the epoch with three decimals, as AWS's JSON protocol sends times. */
    public static double epochSeconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    /** The form the AWS command line prints, with the time in ISO 8601. */
    public ObjectNode toJson() {
        return withTime(node -> node.put("timestamp", iso(timestamp)));
    }

    /** The form that GetExecutionHistory sends, with the time in seconds since the epoch. */
    public ObjectNode toWire() {
        return withTime(node -> node.put("timestamp", epochSeconds(timestamp)));
    }

    private ObjectNode withTime(UnaryOperator<ObjectNode> time) {
        var node = time.apply(JsonNodeFactory.instance.objectNode());
        node.put("type", type).put("id", id).put("previousEventId", previousEventId);
        if (!detailsName.isEmpty()) {
            node.set(detailsName, details.deepCopy());
        }
        return node;
    }
}
