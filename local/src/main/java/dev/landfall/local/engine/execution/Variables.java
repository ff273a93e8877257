package dev.landfall.local.engine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.jsonata.JsonValues;
import java.util.HashMap;
import java.util.Map;

/** The variables of one flow; those of the flows around it can be read. */
final class Variables {

    private final Map<String, Object> visible;

    private Variables(Map<String, Object> visible) {
        this.visible = visible;
    }

    static Variables empty() {
        return new Variables(new HashMap<>());
    }

    /** A new scope inside this one. Outer variables cannot change while it lives, so it starts with a copy. */
    Variables inner() {
        return new Variables(new HashMap<>(visible));
    }

    void assign(Map<String, JsonNode> values) {
        values.forEach((name, value) -> visible.put(name, JsonValues.toJava(value)));
    }

    Map<String, Object> asJava() {
        return visible;
    }
}
