package dev.landfall.infra.guard;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * Statements that refuse something to everybody but some. The some are named by {@code aws:PrincipalArn}, which is the
 * role's ARN for every session of it: {@code NotPrincipal} would have to name each session, and a principal that does
 * not stand yet is no valid one.
 */
final class Refusal {

    private static final String WHO = "aws:PrincipalArn";

    private Refusal() {}

    static PolicyStatement toAll(String id, List<String> actions, List<String> resources) {
        return statement(id, actions).resources(resources).build();
    }

    static PolicyStatement toAllBut(List<String> roles, String id, List<String> actions, List<String> resources) {
        return toAllBut(roles, Map.of(), id, actions, resources);
    }

    /** Where other conditions are met as well. */
    static PolicyStatement toAllBut(
            List<String> roles, Map<String, Object> more, String id, List<String> actions, List<String> resources) {
        var conditions = new TreeMap<>(more);
        conditions.put("ArnNotEquals", Map.of(WHO, roles));
        return statement(id, actions)
                .resources(resources)
                .conditions(conditions)
                .build();
    }

    /** Only to one role, where these conditions are met. */
    static PolicyStatement to(
            String role, Map<String, Object> when, String id, List<String> actions, List<String> resources) {
        var conditions = new TreeMap<>(when);
        conditions.put("ArnEquals", Map.of(WHO, role));
        return statement(id, actions)
                .resources(resources)
                .conditions(conditions)
                .build();
    }

    /** On everything beside these resources. */
    static PolicyStatement elsewhere(String id, List<String> actions, List<String> than) {
        return statement(id, actions).notResources(than).build();
    }

    private static PolicyStatement.Builder statement(String id, List<String> actions) {
        return PolicyStatement.Builder.create()
                .sid(id)
                .effect(Effect.DENY)
                .principals(List.of(new AnyPrincipal()))
                .actions(actions);
    }
}
