package dev.landfall.infra.function;

import dev.landfall.model.rights.Handler;
import dev.landfall.model.rights.HandlerTable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** docs/permissions.md. */
final class PermissionsPage {

    private PermissionsPage() {}

    static String markdown() {
        var page = new StringBuilder("""
                # Permissions

                Made from the handlers' byte code: what a function may do is what its handler's calls of gateways need. Beside that every function writes its own log group and
                X-Ray segments, and those in the VPC have Lambda's own rights to attach network interfaces. Every function may also ask IAM what its own role may do
                (`iam:SimulatePrincipalPolicy` on that role alone): every preflight, rehearsal and cutover has each function check its rights before anything is stopped, and names
                what is missing, by right and resource ([checks](checks.md)). ARNs are without `arn:partition:`; names in braces are those of the deployment.

                """);
        for (var handler : HandlerTable.handlers()) {
            page.append("## ").append(handler.name()).append("\n\n");
            page.append(handler.inVpc() ? "Runs in the target's VPC." : "Runs outside any VPC.");
            if (handler.reachesKubernetes()) {
                page.append(" In the target's namespace: ")
                        .append(handler.clusterPolicies().stream()
                                .map(policy -> "`" + policy + "`")
                                .collect(Collectors.joining(", ", "", ".")));
            }
            page.append("\n\n| on | may |\n|---|---|\n");
            onWhat(handler)
                    .forEach((resource, actions) -> page.append("| `")
                            .append(resource)
                            .append("` | ")
                            .append(String.join(", ", actions))
                            .append(" |\n"));
            page.append("\n");
        }
        page.append("## Actions on everything\n\n| action | why |\n|---|---|\n");
        new TreeMap<>(WildcardReason.REASONS)
                .forEach((action, reason) -> page.append("| ")
                        .append(action)
                        .append(" | ")
                        .append(reason)
                        .append(" |\n"));
        return page.toString();
    }

    private static LinkedHashMap<String, Set<String>> onWhat(Handler handler) {
        var rows = new LinkedHashMap<String, Set<String>>();
        for (var grant : handler.grants()) {
            rows.computeIfAbsent(grant.resource().pattern(), pattern -> new LinkedHashSet<>())
                    .add(grant.action());
        }
        return rows;
    }
}
