package dev.landfall.preflight;

import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.EgressAddresses.DefaultRoute;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.run.FunctionNetwork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.stream.Collectors;

/** Whether Landfall comes to where it has to work: out of its subnets, into the cluster, and to both databases. */
final class NetworkChecks {

    static final String FUNCTIONS = "function-network";
    static final String CLUSTER = "cluster-access";
    static final String DATABASES = "database-reach";

    private NetworkChecks() {}

    static Check functions(Scene scene) {
        var routes = scene.gateways().surroundings().egress().ofFunctions();
        if (routes.isEmpty()) {
            return Check.notNeeded(FUNCTIONS, "No function runs in a VPC.");
        }
        return FunctionNetwork.cutOff(routes)
                .map(problem -> Check.blocker(FUNCTIONS, problem.seen(), problem.remedy()))
                .orElseGet(() -> Check.ok(
                        FUNCTIONS,
                        "Functions leave their subnets by "
                                + routes.stream()
                                        .map(NetworkChecks::route)
                                        .distinct()
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private static String route(DefaultRoute route) {
        return route.through().orElse("nothing");
    }

    /** Access entries are how the deployment lets its functions in; a cluster may not look at them. */
    static Check cluster(Scene scene) {
        if (scene.configuration().target().namespace().isEmpty()) {
            return Check.notNeeded(
                    CLUSTER, "target.namespace is not given, so the deployment has made no access entry.");
        }
        var mode = scene.gateways().surroundings().clusterAccess().authenticationMode();
        if (mode.isEmpty()) {
            return Check.notChecked(CLUSTER, "Not looked at: EKS does not tell the cluster's authentication mode.");
        }
        var name = scene.configuration().target().cluster();
        var seen = "The authentication mode of " + name + " is " + mode.get();
        return mode.get().equals("CONFIG_MAP")
                ? Check.blocker(
                        CLUSTER,
                        seen + ", so the access entries of Landfall's functions count for nothing.",
                        "Run aws eks update-cluster-config --name " + name
                                + " --access-config authenticationMode=API_AND_CONFIG_MAP, which keeps what the ConfigMap aws-auth allows, and deploy again.")
                : Check.ok(CLUSTER, seen + ", so access entries count.");
    }

    /** From here, which is where functions run; Jobs and tasks are tried by the rehearsal itself. */
    static Check databases(Scene scene) {
        var sides = new LinkedHashMap<DatabaseAddress, Boolean>();
        scene.capture().databases().forEach(database -> {
            sides.put(database.source(), true);
            sides.putIfAbsent(database.target(), false);
        });
        var seen = new ArrayList<String>();
        var remedies = new LinkedHashSet<String>();
        sides.forEach((address, isSource) -> {
            try {
                scene.gateways().databases().identity(address);
            } catch (LandfallException e) {
                // Any other failure is a server's own answer; the checks that need more of it name that one.
                if (e.problem().code().equals("DATABASE_UNREACHABLE")) {
                    seen.add(e.problem().seen());
                    remedies.add(isSource ? TO_SOURCE : TO_TARGET);
                } else if (e.problem().code().equals("DATABASE_NAME_UNKNOWN")) {
                    seen.add(e.problem().seen());
                    remedies.add(e.problem().remedy());
                }
            }
        });
        return seen.isEmpty()
                ? Check.ok(
                        DATABASES,
                        sides.keySet().stream()
                                        .map(DatabaseAddress::host)
                                        .distinct()
                                        .collect(Collectors.joining(", "))
                                + (sides.size() == 1 ? " answers here." : " answer here."))
                : Check.blocker(DATABASES, String.join(" ", seen), String.join(" ", remedies));
    }

    private static final String TO_SOURCE =
            "Connect the source's VPC with the target's by peering or a transit gateway, with routes both ways, and let the functions' security groups in at the source's database.";
    private static final String TO_TARGET =
            "Let the functions' security groups in at the target's database, and check that it runs.";
}
