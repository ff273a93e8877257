package dev.landfall.rights;

import dev.landfall.gateway.OwnRights;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.rights.Grant;
import dev.landfall.model.rights.Handler;
import dev.landfall.rights.FunctionReport.Denied;
import dev.landfall.rights.FunctionReport.NotChecked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that the deployment means to grant a function, asked of IAM: what a read with harmless arguments does not
 * come to, and whatever changes something.
 */
final class Simulation {

    /** Nobody needs them for the move: without the one IAM cannot be asked, without the other two people are. */
    private static final Set<String> NOT_NEEDED = Set.of("iam:SimulatePrincipalPolicy", "cloudtrail:LookupEvents");

    private static final String REDEPLOY = "Deploy the stack again, which gives the function's role this right.";

    private Simulation() {}

    static Found of(Handler handler, OwnRights rights) {
        var grants = handler.grants().stream()
                .filter(grant -> !NOT_NEEDED.contains(grant.action()))
                .toList();
        try {
            var findings = rights.denied(grants);
            return new Found(
                    denied(handler, findings.denied()),
                    List.of(),
                    findings.unclear().stream()
                            .map(unclear -> new NotChecked(what(handler, unclear.grant()), unclear.why()))
                            .toList());
        } catch (LandfallException e) {
            return Found.notChecked("the rights of its role", e.problem().seen());
        }
    }

    /** Each right once, with all the resources that it is missing on. */
    private static List<Denied> denied(Handler handler, List<OwnRights.Denial> denials) {
        var resources = new LinkedHashMap<Denied, List<String>>();
        for (var denial : denials) {
            var right = new Denied(
                    what(handler, denial.grant()),
                    denial.grant().action(),
                    "",
                    denial.by().map(Simulation::remedy).orElse(REDEPLOY));
            resources.computeIfAbsent(right, each -> new ArrayList<>()).add(denial.resource());
        }
        return resources.entrySet().stream()
                .map(entry -> entry.getKey().on(String.join(", ", entry.getValue())))
                .toList();
    }

    private static String remedy(String by) {
        return "The " + by + " takes the right away from the function's role: let it allow this action there.";
    }

    private static String what(Handler handler, Grant grant) {
        var methods = handler.gatewayMethods().stream()
                .filter(method -> handler.grants(method).contains(grant))
                .collect(Collectors.joining(", "));
        return methods.isEmpty() ? "its own rights" : methods;
    }
}
