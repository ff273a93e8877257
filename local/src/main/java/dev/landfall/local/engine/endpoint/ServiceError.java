package dev.landfall.local.engine.endpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An error of the service in AWS's name. */
final class ServiceError extends RuntimeException {

    private final String type;
    private final String text;

    ServiceError(String type, String message) {
        super(type + ": " + message);
        this.type = type;
        text = message;
    }

    ObjectNode toJson() {
        return JsonNodeFactory.instance.objectNode().put("__type", type).put("message", text);
    }
}
