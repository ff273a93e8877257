package dev.landfall.infra.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** A handler's grants as statements: actions on the same resources stand together. */
final class FunctionPolicy {

    private FunctionPolicy() {}

    static List<PolicyStatement> statements(Stack stack, List<Grant> grants, ResourceNames names) {
        var resources = new LinkedHashMap<String, Set<String>>();
        for (var grant : grants) {
            resources
                    .computeIfAbsent(grant.action(), action -> new LinkedHashSet<>())
                    .addAll(names.arns(stack, grant.resource()));
        }
        var actions = new LinkedHashMap<Set<String>, List<String>>();
        resources.forEach((action, on) ->
                actions.computeIfAbsent(on, set -> new ArrayList<>()).add(action));
        actions.keySet().removeIf(Set::isEmpty);
        return actions.entrySet().stream()
                .map(entry -> PolicyStatement.Builder.create()
                        .actions(entry.getValue())
                        .resources(List.copyOf(entry.getKey()))
                        .build())
                .toList();
    }
}
