package dev.landfall.model.rights;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.landfall.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeMap;

/**
 * Every handler with the gateway methods it can reach: {@code handler-gateways.json}, which is made from the handlers'
 * byte code; a test says when it is stale, so that a new permission is a line that somebody reviews.
 */
public final class HandlerTable {

    /** Not a state: called by a browser, through API Gateway. */
    public static final String APPROVAL_PAGE = "ApprovalPage";

    /** Not a state: called by an event. */
    public static final String CLOSE_ABANDONED_RUN = "CloseAbandonedRun";

    private static final String RESOURCE = "handler-gateways.json";

    private HandlerTable() {}

    /** The one of that name. */
    public static Handler handler(String name) {
        return handlers().stream()
                .filter(handler -> handler.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No handler is named " + name));
    }

    /** By name. */
    public static List<Handler> handlers() {
        try (var text = HandlerTable.class.getResourceAsStream(RESOURCE)) {
            if (text == null) {
                throw new IllegalStateException("The archive lacks " + RESOURCE);
            }
            return Json.MAPPER
                    .readValue(text, new TypeReference<TreeMap<String, List<String>>>() {})
                    .entrySet()
                    .stream()
                    .map(entry -> new Handler(entry.getKey(), entry.getValue()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, e);
        }
    }
}
