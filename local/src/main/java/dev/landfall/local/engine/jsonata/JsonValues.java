package dev.landfall.local.engine.jsonata;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON to the plain Java values that the JSONata library works on, and back. */
public final class JsonValues {

    private static final double LARGEST_EXACT_INTEGER = 9_007_199_254_740_992.0;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonValues() {}

    /** JSON null becomes the library's own null, because Java's null means undefined there. */
    public static Object toJava(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                node.properties().forEach(member -> map.put(member.getKey(), toJava(member.getValue())));
                yield map;
            }
            case ARRAY -> {
                List<Object> list = new ArrayList<>(node.size());
                node.forEach(element -> list.add(toJava(element)));
                yield list;
            }
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER ->
                node.isInt()
                        ? (Object) node.intValue()
                        : node.canConvertToLong() && node.isIntegralNumber()
                                ? (Object) node.longValue()
                                : (Object) node.doubleValue();
            case NULL -> Jsonata.NULL_VALUE;
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("Not a JSON value: " + node.getNodeType());
        };
    }

    /**
     * The value as JSON; Java's null becomes JSON null.
     *
     * @throws EvaluationFailure where the value is not JSON, such as a function or a number that is not finite
     */
    public static JsonNode toJson(@Nullable Object value) throws EvaluationFailure {
        if (value == null || Jsonata.NULL_VALUE.equals(value)) {
            return NODES.nullNode();
        }
        if (value instanceof Map<?, ?> map) {
            var object = NODES.objectNode();
            for (var member : map.entrySet()) {
                object.set(String.valueOf(member.getKey()), toJson(member.getValue()));
            }
            return object;
        }
        if (value instanceof Iterable<?> list) {
            var array = NODES.arrayNode();
            for (var element : list) {
                array.add(toJson(element));
            }
            return array;
        }
        if (value instanceof CharSequence text) {
            return NODES.textNode(text.toString());
        }
        if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        throw new EvaluationFailure("returned a value of an unsupported type.");
    }

    private static JsonNode number(Number number) throws EvaluationFailure {
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return NODES.numberNode(number.intValue());
        }
        if (number instanceof Long) {
            return integer(number.longValue());
        }
        if (number instanceof BigInteger big) {
            return NODES.numberNode(big);
        }
        var real = number instanceof BigDecimal big ? big.doubleValue() : number.doubleValue();
        if (!Double.isFinite(real)) {
            throw new EvaluationFailure("returned a number that is not finite.");
        }
        // As in JavaScript, a whole number has no decimals.
        return Math.rint(real) == real && Math.abs(real) <= LARGEST_EXACT_INTEGER
                ? integer((long) real)
                : NODES.numberNode(real);
    }

    private static JsonNode integer(long value) {
        return (int) value == value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }
}
