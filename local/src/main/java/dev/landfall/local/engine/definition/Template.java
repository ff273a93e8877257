package dev.landfall.local.engine.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.landfall.local.engine.jsonata.Expression;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A JSON value in which any string may be an expression. */
public sealed interface Template {

    /** Gives an expression its value; the field is a path such as {@code Arguments/Payload/ids[0]}. */
    @FunctionalInterface
    interface Evaluator<X extends Exception> {
        JsonNode evaluate(Expression expression, String field) throws X;
    }

    record Literal(JsonNode value) implements Template {}

    record Computed(Expression expression) implements Template {}

    record Members(Map<String, Template> members) implements Template {
        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    record Elements(List<Template> elements) implements Template {
        public Elements {
            elements = List.copyOf(elements);
        }
    }

    default <X extends Exception> JsonNode resolve(String field, Evaluator<X> evaluator) throws X {
        return switch (this) {
            case Literal(var value) -> value;
            case Computed(var expression) -> evaluator.evaluate(expression, field);
            case Members(var members) -> {
                var object = JsonNodeFactory.instance.objectNode();
                for (var member : members.entrySet()) {
                    object.set(member.getKey(), member.getValue().resolve(field + "/" + member.getKey(), evaluator));
                }
                yield object;
            }
            case Elements(var elements) -> {
                var array = JsonNodeFactory.instance.arrayNode();
                for (var index = 0; index < elements.size(); index++) {
                    array.add(elements.get(index).resolve(field + "[" + index + "]", evaluator));
                }
                yield array;
            }
        };
    }

    /** Shows every expression inside. */
    default void forEachExpression(Consumer<Expression> visitor) {
        switch (this) {
            case Literal literal -> {}
            case Computed(var expression) -> visitor.accept(expression);
            case Members(var members) -> members.values().forEach(member -> member.forEachExpression(visitor));
            case Elements(var elements) -> elements.forEach(element -> element.forEachExpression(visitor));
        }
    }
}
