package dev.landfall.infra.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.landfall.model.Json;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * CloudFormation's functions as a deployment would work them out. One that is not known here is an error, never a guess.
 *
 * @param reference what a logical id or a pseudo parameter stands for
 * @param attribute what {@code logicalId.Attribute} stands for
 * @param imported what an export of another stack stands for
 */
record Intrinsics(
        Function<String, String> reference, Function<String, String> attribute, Function<String, String> imported) {

    private static final Pattern IN_TEXT = Pattern.compile("\\$\\{([^!}]+)}");

    /** The same tree with every function worked out. */
    JsonNode resolved(JsonNode node) {
        if (node.isArray()) {
            var items = Json.MAPPER.createArrayNode();
            node.forEach(item -> items.add(resolved(item)));
            return items;
        }
        if (!node.isObject()) {
            return node;
        }
        if (node.size() == 1) {
            var name = node.fieldNames().next();
            if (name.equals("Ref") || name.startsWith("Fn::")) {
                return TextNode.valueOf(function(name, node.get(name)));
            }
        }
        var object = Json.MAPPER.createObjectNode();
        node.properties().forEach(entry -> object.set(entry.getKey(), resolved(entry.getValue())));
        return object;
    }

    private String function(String name, JsonNode argument) {
        return switch (name) {
            case "Ref" -> reference.apply(argument.asText());
            case "Fn::GetAtt" ->
                attribute.apply(
                        argument.isArray()
                                ? argument.get(0).asText() + "."
                                        + argument.get(1).asText()
                                : argument.asText());
            case "Fn::ImportValue" -> imported.apply(resolved(argument).asText());
            case "Fn::Join" ->
                resolved(argument.get(1))
                        .valueStream()
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(argument.get(0).asText()));
            case "Fn::Sub" -> substituted(argument);
            case "Fn::Select" ->
                resolved(argument.get(1)).get(argument.get(0).asInt()).asText();
            default -> throw new IllegalStateException("No test knows what " + name + " gives: " + argument);
        };
    }

    private String substituted(JsonNode argument) {
        if (!argument.isTextual()) {
            throw new IllegalStateException("No test knows Fn::Sub with values of its own: " + argument);
        }
        return IN_TEXT.matcher(argument.asText()).replaceAll(found -> {
            var name = found.group(1);
            return java.util.regex.Matcher.quoteReplacement(
                    name.contains(".") ? attribute.apply(name) : reference.apply(name));
        });
    }
}
