package dev.landfall.model.rights;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.landfall.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeMap;

/**
 * Every handler with the gateway methods it can reach and what it writes into the run store: {@code
 * handler-gateways.json} and {@code handler-writes.json}, which are made from the handlers' byte code; a test says when
 * they are stale, so that a new permission is a line that somebody reviews.
 */
public final class HandlerTable {

    /** Not a state: called by a browser, through API Gateway. */
    public static final String APPROVAL_PAGE = "ApprovalPage";

    /** Not a state: called by an event. */
    public static final String CLOSE_ABANDONED_RUN = "CloseAbandonedRun";

    private static final String GATEWAYS = "handler-gateways.json";
    private static final String WRITES = "handler-writes.json";

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
        var writes = read(WRITES, new TypeReference<TreeMap<String, StoreWrites>>() {});
        return read(GATEWAYS, new TypeReference<TreeMap<String, List<String>>>() {}).entrySet().stream()
                .map(entry -> new Handler(
                        entry.getKey(), entry.getValue(), writes.getOrDefault(entry.getKey(), StoreWrites.NONE)))
                .toList();
    }

    private static <T> T read(String resource, TypeReference<T> type) {
        try (var text = HandlerTable.class.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IllegalStateException("The archive lacks " + resource);
            }
            return Json.MAPPER.readValue(text, type);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }
}
