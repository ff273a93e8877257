package dev.landfall.infra.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.cxapi.CloudAssembly;

/**
 * The stacks of an assembly as if they were deployed: each resource with its properties worked out, by the ARN or name that
 * others know it by.
 */
final class Deployed {

    static final Map<String, String> PSEUDO = Map.of(
            "AWS::Region", Account.REGION,
            "AWS::AccountId", Account.ID,
            "AWS::Partition", "aws",
            "AWS::URLSuffix", "amazonaws.com",
            "AWS::StackName", "Landfall",
            "AWS::NoValue", "");

    private final Map<String, JsonNode> templates = new LinkedHashMap<>();

    Deployed(CloudAssembly assembly) {
        assembly.getStacks()
                .forEach(stack -> templates.put(stack.getStackName(), Json.MAPPER.valueToTree(stack.getTemplate())));
    }

    /**
     * One resource.
     *
     * @param reference what {@code Ref} of it gives
     * @param properties worked out
     */
    record Resource(String id, String reference, JsonNode properties, Intrinsics in, JsonNode declared) {

        /** The ARN. */
        String arn() {
            return PhysicalNames.attribute(id, declared, "Arn");
        }

        String text(String pointer) {
            return properties.at(pointer).asText();
        }

        /** Of a list of texts or one text. */
        List<String> texts(String pointer) {
            var found = properties.at(pointer);
            return found.isArray()
                    ? found.valueStream().map(JsonNode::asText).toList()
                    : found.isMissingNode() ? List.of() : List.of(found.asText());
        }
    }

    /** Every resource of a type, in all stacks. */
    Stream<Resource> all(String type) {
        return templates.entrySet().stream().flatMap(stack -> {
            var in = intrinsics(stack.getValue());
            return stack.getValue().path("Resources").properties().stream()
                    .filter(entry -> entry.getValue().path("Type").asText().equals(type))
                    .map(entry -> new Resource(
                            entry.getKey(),
                            PhysicalNames.reference(entry.getKey(), entry.getValue()),
                            in.resolved(entry.getValue().path("Properties")),
                            in,
                            entry.getValue()));
        });
    }

    /** The one with that property. */
    Resource one(String type, String pointer, String value) {
        return all(type)
                .filter(resource -> resource.text(pointer).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No " + type + " has " + pointer + " " + value));
    }

    private Intrinsics intrinsics(JsonNode template) {
        var resources = template.path("Resources");
        return new Intrinsics(
                name -> PSEUDO.containsKey(name)
                        ? PSEUDO.get(name)
                        : resources.has(name)
                                ? PhysicalNames.reference(name, resources.path(name))
                                : parameter(template, name),
                path -> {
                    var id = path.substring(0, path.indexOf('.'));
                    return PhysicalNames.attribute(id, resources.path(id), path.substring(path.indexOf('.') + 1));
                },
                this::exported);
    }

    private static String parameter(JsonNode template, String name) {
        var value = template.at("/Parameters/" + name + "/Default");
        if (value.isMissingNode()) {
            throw new IllegalStateException("Nothing in the template is named " + name);
        }
        return value.asText();
    }

    private String exported(String name) {
        for (var template : templates.values()) {
            for (var output : template.path("Outputs")) {
                if (output.at("/Export/Name").asText().equals(name)) {
                    return intrinsics(template).resolved(output.path("Value")).asText();
                }
            }
        }
        throw new IllegalStateException("No stack exports " + name);
    }
}
