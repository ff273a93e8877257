package dev.landfall.local.engine.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.jsonata.EvaluationFailure;
import dev.landfall.local.engine.jsonata.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the fields of one JSON object of a definition and notes everything that is wrong with them. */
final class Fields {

    private static final Set<String> JSON_PATH =
            Set.of("InputPath", "OutputPath", "ResultPath", "Parameters", "ResultSelector", "Variable");

    private final JsonNode node;
    private final String state;
    private final String prefix;
    private final String path;
    private final List<Refusal> refusals;

    private Fields(JsonNode node, String state, String prefix, String path, List<Refusal> refusals) {
        this.node = node;
        this.state = state;
        this.prefix = prefix;
        this.path = path;
        this.refusals = refusals;
    }

    static Fields root(JsonNode node) {
        return new Fields(node, "", "", "", new ArrayList<>());
    }

    List<Refusal> refusals() {
        return refusals;
    }

    String state() {
        return state;
    }

    void refuse(String field, String reason) {
        refusals.add(new Refusal(state, prefix + field, path + "/" + field, reason));
    }

    /** Refuses every field that is not in the set; JSONPath's own fields are named as such. */
    void allow(Set<String> allowed) {
        node.fieldNames().forEachRemaining(field -> {
            if (allowed.contains(field)) {
                return;
            }
            if (JSON_PATH.contains(field) || field.endsWith("Path")) {
                refuse(field, "it belongs to JSONPath, and only the JSONata query language is supported");
            } else {
                refuse(field, "it is not supported here");
            }
        });
    }

    boolean has(String field) {
        return node.has(field);
    }

    Optional<String> text(String field) {
        if (!node.has(field)) {
            return Optional.empty();
        }
        if (!node.get(field).isTextual()) {
            refuse(field, "it must be a string");
            return Optional.empty();
        }
        return Optional.of(node.get(field).textValue());
    }

    String required(String field) {
        if (!node.has(field)) {
            refuse(field, "it is missing");
        }
        return text(field).orElse("");
    }

    Optional<Double> number(String field, double least, double most) {
        if (!node.has(field)) {
            return Optional.empty();
        }
        var value = node.get(field);
        if (!value.isNumber() || value.doubleValue() < least || value.doubleValue() > most) {
            refuse(field, "it must be a number from %s to %s".formatted(plain(least), plain(most)));
            return Optional.empty();
        }
        return Optional.of(value.doubleValue());
    }

    Optional<Long> integer(String field, long least, long most) {
        if (node.has(field) && !node.get(field).isIntegralNumber()) {
            refuse(field, "it must be a whole number");
            return Optional.empty();
        }
        return number(field, (double) least, (double) most).map(Double::longValue);
    }

    /** A whole number within the bounds, or an expression that gives one when it is evaluated. */
    Optional<Template> integerOrExpression(String field, long least, long most) {
        if (node.has(field) && !node.get(field).isNumber()) {
            var template = template(field);
            if (template.filter(Template.Computed.class::isInstance).isEmpty() && template.isPresent()) {
                refuse(field, "it must be a whole number or an expression");
            }
            return template;
        }
        return integer(field, least, most).map(value -> new Template.Literal(node.get(field)));
    }

    Optional<Template> template(String field) {
        return node.has(field) ? Optional.of(template(node.get(field), field, "")) : Optional.empty();
    }

    /** The template of a field that must be an object. */
    Optional<Template.Members> members(String field) {
        if (!node.has(field)) {
            return Optional.empty();
        }
        if (!node.get(field).isObject()) {
            refuse(field, "it must be an object");
            return Optional.empty();
        }
        Map<String, Template> members = new LinkedHashMap<>();
        node.get(field)
                .properties()
                .forEach(member ->
                        members.put(member.getKey(), template(member.getValue(), field, "/" + member.getKey())));
        return Optional.of(new Template.Members(members));
    }

    private Template template(JsonNode value, String field, String inside) {
        if (value.isTextual() && Expression.isExpression(value.textValue())) {
            try {
                var expression = Expression.parse(value.textValue());
                if (expression.mentions("$eval")) {
                    refuse(field + inside, "$eval is not available; use $parse");
                }
                return new Template.Computed(expression);
            } catch (EvaluationFailure wrong) {
                refuse(field + inside, "it is not valid JSONata: " + wrong.getMessage());
                return new Template.Literal(value);
            }
        }
        if (value.isObject()) {
            Map<String, Template> members = new LinkedHashMap<>();
            value.properties()
                    .forEach(member -> members.put(
                            member.getKey(), template(member.getValue(), field, inside + "/" + member.getKey())));
            return new Template.Members(members);
        }
        if (value.isArray()) {
            List<Template> elements = new ArrayList<>();
            for (var index = 0; index < value.size(); index++) {
                elements.add(template(value.get(index), field, inside + "[" + index + "]"));
            }
            return new Template.Elements(elements);
        }
        return new Template.Literal(value);
    }

    /** The fields of an object inside this one; empty, with a note, where there is none. */
    Optional<Fields> object(String field) {
        if (!node.path(field).isObject()) {
            refuse(field, node.has(field) ? "it must be an object" : "it is missing");
            return Optional.empty();
        }
        return Optional.of(new Fields(node.get(field), state, prefix + field + ".", path + "/" + field, refusals));
    }

    /** The fields of each object in an array; a field that is absent has none. */
    List<Fields> objects(String field) {
        if (!node.has(field)) {
            return List.of();
        }
        if (!node.get(field).isArray()) {
            refuse(field, "it must be an array");
            return List.of();
        }
        List<Fields> all = new ArrayList<>();
        for (var index = 0; index < node.get(field).size(); index++) {
            var element = node.get(field).get(index);
            var name = field + "[" + index + "]";
            if (element.isObject()) {
                all.add(new Fields(element, state, prefix + name + ".", path + "/" + field + "/" + index, refusals));
            } else {
                refuse(name, "it must be an object");
            }
        }
        return all;
    }

    List<String> texts(String field) {
        List<String> all = new ArrayList<>();
        var array = node.path(field);
        array.forEach(element -> all.add(element.asText()));
        if (!array.isArray() || all.isEmpty() || array.valueStream().anyMatch(element -> !element.isTextual())) {
            refuse(field, "it must be an array of at least one string");
        }
        return all;
    }

    /** The states in the object, each with its own fields in place of this object's. */
    Map<String, Fields> states() {
        Map<String, Fields> states = new LinkedHashMap<>();
        node.path("States").properties().forEach(member -> {
            var name = member.getKey();
            if (member.getValue().isObject()) {
                states.put(name, new Fields(member.getValue(), name, "", path + "/States/" + name, refusals));
            } else {
                refuse("States/" + name, "it must be an object");
            }
        });
        if (states.isEmpty()) {
            refuse("States", "it must be an object with at least one state");
        }
        return states;
    }

    /** Strings of an array, without any note. */
    List<String> elementTexts(String field) {
        return node.path(field).valueStream().map(JsonNode::asText).toList();
    }

    boolean isTrue(String field) {
        return node.path(field).isBoolean() && node.path(field).booleanValue();
    }

    /** Names of an object's members, without any note. */
    Set<String> memberNames(String field) {
        return node.path(field).propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** As {@link #objects}, without any note. */
    List<Fields> elements(String field) {
        return node.path(field)
                .valueStream()
                .filter(JsonNode::isObject)
                .map(element -> new Fields(element, state, prefix, path, new ArrayList<>()))
                .toList();
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
