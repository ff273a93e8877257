package dev.landfall.infra.function;

import dev.landfall.model.rights.Handler;
import dev.landfall.model.rights.HandlerTable;
import dev.landfall.model.rights.StoreObject;
import dev.landfall.model.rights.StoreWrites;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
        page.append("""
                ## The mover, in the run bucket

                | role | writes | removes |
                |---|---|---|
                """);
        page.append(mover("mover-task", StoreWrites.MOVER_TASK)).append(mover("mover-job", StoreWrites.MOVER_JOB));
        page.append("""

                ## Refused to everybody else

                What is written above is refused to all others by the resources' own policies, however wide their rights are: writing and removing in the run bucket, part by part; `kms:GenerateMac`
                and `kms:VerifyMac` with the keys of links and fingerprints, and any work with the key of task tokens; `sns:Subscribe` to both topics. People read, and administer keys
                ([decisions 0095](decisions/0095-each-writes-its-own.md) to [0098](decisions/0098-who-uses-keys-tokens-and-trust.md)). Secrets, parameters, environment files and roles of schedules
                are those that `deployment.access` of [landfall.json](input.md) names.

                """);
        page.append("## Actions on everything\n\n| action | why |\n|---|---|\n");
        new TreeMap<>(WildcardReason.REASONS)
                .forEach((action, reason) -> page.append("| ")
                        .append(action)
                        .append(" | ")
                        .append(reason)
                        .append(" |\n"));
        return page.toString();
    }

    private static String mover(String role, StoreWrites own) {
        return "| `{deployment}-" + role + "-{region}` | " + keys(own.writes()) + " | " + keys(own.removes()) + " |\n";
    }

    private static String keys(List<StoreObject> objects) {
        return objects.stream().map(object -> "`" + object.keys() + "`").collect(Collectors.joining(", "));
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
