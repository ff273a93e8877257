package dev.landfall.gateway.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code SimulatePrincipalPolicy}: its request, its pages and both forms of its answer. */
record PolicySimulator(SignedApi iam) {

    private static final String ACTION = "SimulatePrincipalPolicy";

    /**
     * One action on one resource.
     *
     * @param by empty where it is allowed; else what takes the right away, and no text where nothing gives it
     * @param missing a sentence, where the decision hangs on something that a simulation does not know
     */
    record Decision(String action, String resource, Optional<String> by, Optional<String> missing) {}

    List<Decision> decide(String role, List<String> actions, List<String> resources, Optional<String> passedTo) {
        var form = new TreeMap<String, String>();
        form.put("PolicySourceArn", role);
        form.put("MaxItems", "1000");
        number(form, "ActionNames", actions);
        number(form, "ResourceArns", resources);
        passedTo.ifPresent(service -> {
            form.put("ContextEntries.member.1.ContextKeyName", "iam:PassedToService");
            form.put("ContextEntries.member.1.ContextKeyType", "string");
            form.put("ContextEntries.member.1.ContextKeyValues.member.1", service);
        });
        var decisions = new ArrayList<Decision>();
        Optional<String> marker;
        do {
            var page = iam.query(ACTION, form).below(ACTION + "Result").orElseThrow();
            page.members("EvaluationResults").forEach(result -> decisions.addAll(decisions(result, resources)));
            marker = page.text("Marker");
            marker.ifPresent(next -> form.put("Marker", next));
        } while (marker.isPresent());
        return decisions;
    }

    private static void number(TreeMap<String, String> form, String list, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            form.put(list + ".member." + (i + 1), values.get(i));
        }
    }

    /** One result for an action, and one for each resource below it; of old, one for each action and resource. */
    private static List<Decision> decisions(XmlAnswer result, List<String> resources) {
        var action = result.text("EvalActionName").orElseThrow();
        var each = result.members("ResourceSpecificResults");
        if (!each.isEmpty()) {
            return each.stream()
                    .map(one -> decision(action, one.text("EvalResourceName").orElse("*"), "EvalResourceDecision", one))
                    .toList();
        }
        var named = result.text("EvalResourceName").filter(resources::contains);
        return named.map(Stream::of)
                .orElseGet(resources::stream)
                .map(resource -> decision(action, resource, "EvalDecision", result))
                .toList();
    }

    private static Decision decision(String action, String resource, String field, XmlAnswer result) {
        var decided = result.text(field).orElse("");
        if (decided.equals("allowed")) {
            return new Decision(action, resource, Optional.empty(), Optional.empty());
        }
        var keys = result.members("MissingContextValues").stream()
                .map(key -> key.element().getTextContent())
                .toList();
        var missing = keys.isEmpty() || decided.equals("explicitDeny")
                ? Optional.<String>empty()
                : Optional.of("Whether " + action + " is allowed on " + resource + " hangs on "
                        + String.join(", ", keys) + ", which a simulation does not know.");
        return new Decision(action, resource, Optional.of(by(decided, result)), missing);
    }

    private static String by(String decided, XmlAnswer result) {
        if (isFalse(result, "OrganizationsDecisionDetail")) {
            return "service control policy";
        }
        if (isFalse(result, "PermissionsBoundaryDecisionDetail")) {
            return "permissions boundary";
        }
        return decided.equals("explicitDeny") ? "policy that denies it" : "";
    }

    private static boolean isFalse(XmlAnswer result, String detail) {
        return result.members(detail).stream()
                .anyMatch(allowed -> allowed.element().getTextContent().equals("false"));
    }
}
