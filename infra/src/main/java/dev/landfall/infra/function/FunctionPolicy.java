package dev.landfall.infra.function;

import dev.landfall.model.rights.Grant;
import dev.landfall.model.rights.ResourceNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** A handler's grants as statements: actions on the same resources stand together. */
final class FunctionPolicy {

    private FunctionPolicy() {}

    static List<PolicyStatement> statements(Stack stack, List<Grant> grants, ResourceNames names) {
        var place = StackPlace.of(stack);
        var resources = new LinkedHashMap<String, Set<String>>();
        for (var grant : grants) {
            if (grant.passedTo().isPresent()) {
                continue;
            }
            resources
                    .computeIfAbsent(grant.action(), action -> new LinkedHashSet<>())
                    .addAll(names.arns(grant.resource(), place));
        }
        var actions = new LinkedHashMap<Set<String>, List<String>>();
        resources.forEach((action, on) ->
                actions.computeIfAbsent(on, set -> new ArrayList<>()).add(action));
        actions.keySet().removeIf(Set::isEmpty);
        var plain = actions.entrySet().stream()
                .map(entry -> PolicyStatement.Builder.create()
                        .actions(entry.getValue())
                        .resources(List.copyOf(entry.getKey()))
                        .build());
        var passing = grants.stream()
                .filter(grant -> grant.passedTo().isPresent())
                .distinct()
                .map(grant -> Map.entry(grant, names.arns(grant.resource(), place)))
                .filter(passed -> !passed.getValue().isEmpty())
                .map(passed -> passing(passed.getKey(), passed.getValue()));
        return Stream.concat(plain, passing).toList();
    }

    private static PolicyStatement passing(Grant grant, Collection<String> roles) {
        return PolicyStatement.Builder.create()
                .actions(List.of(grant.action()))
                .resources(List.copyOf(roles))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("iam:PassedToService", grant.passedTo().orElseThrow())))
                .build();
    }
}
