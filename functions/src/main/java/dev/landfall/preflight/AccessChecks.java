package dev.landfall.preflight;

import dev.landfall.gateway.RoleGrants.Grant;
import dev.landfall.preflight.PreflightReport.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What changes for others when the program runs elsewhere, and who can sign in there. */
final class AccessChecks {

    /** What every task role may do, and nobody's resource relies on. */
    private static final List<String> USUAL = List.of("ssmmessages:", "logs:", "ecr:", "cloudwatch:", "xray:");

    private AccessChecks() {}

    static Check egress(Scene scene) {
        var name = "egress-addresses";
        var source = scene.gateways()
                .surroundings()
                .egress()
                .of(scene.capture().network().subnets());
        return source.isEmpty()
                ? Check.notChecked(name, "Not looked at: no way out of the source's subnets was found.")
                : Check.warning(
                        name,
                        "The source leaves by " + String.join(", ", source)
                                + "; allow-lists of databases and APIs that know these do not know the target's.",
                        "Add the public addresses of the NAT gateways in the target's VPC to every allow-list before the cutover.");
    }

    static Check taskRole(Scene scene) {
        var name = "task-role";
        var around = scene.gateways().surroundings();
        var found = new ArrayList<String>();
        scene.mainService()
                .map(service -> around.services().of(service))
                .flatMap(service -> service.taskRole())
                .ifPresent(role -> around.roles().of(role).stream()
                        .filter(AccessChecks::matters)
                        .forEach(grant -> found.add(String.join(", ", grant.actions()) + " on "
                                + String.join(", ", grant.resources()) + " (" + grant.policy() + ")")));
        return found.isEmpty()
                ? Check.ok(name, "The task role grants nothing that a resource of Retool could rely on.")
                : Check.warning(
                        name,
                        "Resources that sign in by the task role lose it: " + String.join("; ", found) + ".",
                        "Give the pods' role the same statements, by Pod Identity or IRSA.");
    }

    private static boolean matters(Grant grant) {
        return grant.effect().equals("Allow")
                && grant.actions().stream().anyMatch(action -> USUAL.stream().noneMatch(action::startsWith));
    }

    /** SSO is off until the cutover is through, so somebody must be able to sign in without it. */
    static Check localAdmin(Scene scene) {
        var name = "local-admin";
        var disabled = Optional.ofNullable(scene.targetSettings().get("DISABLE_USER_PASS_LOGIN"))
                .map(setting -> new dev.landfall.capture.SettingValues(
                                scene.gateways().secretVault(), scene.gateways().target())
                        .value(setting)
                        .reveal()
                        .strip())
                .filter("true"::equalsIgnoreCase);
        if (disabled.isPresent()) {
            return Check.blocker(
                    name,
                    "DISABLE_USER_PASS_LOGIN is true on the target, so nobody can sign in while SSO is off.",
                    "Remove it from the values before the cutover.");
        }
        var activity = scene.gateways()
                .databases()
                .activity(scene.capture().database("app").source(), List.of());
        var users = activity.localUsers();
        if (!activity.unread().isEmpty()) {
            return Check.notChecked(name, "Not looked at: counting the users took longer than a question may.");
        }
        if (users.isEmpty()) {
            return Check.notChecked(name, "Not looked at: the table users is not as known.");
        }
        return users.get() == 0
                ? Check.blocker(
                        name,
                        "No user of the source has a password, so nobody can sign in while SSO is off.",
                        "Give one admin a password before the cutover.")
                : Check.ok(name, users.get() + " users have a password of their own.");
    }
}
