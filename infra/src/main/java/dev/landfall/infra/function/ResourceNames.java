package dev.landfall.infra.function;

import dev.landfall.model.rights.AwsResource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awscdk.Stack;

/**
 * What stands for the names in braces of {@link AwsResource}.
 *
 * @param values each name with all it stands for; without a value the resource does not exist, and is granted to nobody
 */
public record ResourceNames(Map<String, List<String>> values) {

    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    /** The ARNs of a resource in a stack. */
    public List<String> arns(Stack stack, AwsResource resource) {
        var pattern = resource.pattern();
        var name = NAME.matcher(pattern);
        if (name.matches()) {
            return values.getOrDefault(name.group(1), List.of());
        }
        var own = pattern.replace("{region}", stack.getRegion()).replace("{account}", stack.getAccount());
        return filled(own).stream()
                .map(filled -> resource == AwsResource.ANY ? filled : "arn:" + stack.getPartition() + ":" + filled)
                .toList();
    }

    private List<String> filled(String pattern) {
        // Values of the stack are marked ${Token[…]}, so a brace alone is not yet a name.
        var unknown = values.keySet().stream()
                .filter(name -> pattern.contains("{" + name + "}"))
                .findFirst();
        return unknown.map(name -> values.getOrDefault(name, List.of()).stream()
                        .flatMap(value -> filled(pattern.replace("{" + name + "}", value)).stream())
                        .toList())
                .orElse(List.of(pattern));
    }
}
