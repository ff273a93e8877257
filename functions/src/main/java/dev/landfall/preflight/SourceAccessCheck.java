package dev.landfall.preflight;

import dev.landfall.gateway.Schedule;
import dev.landfall.model.DeploymentName;
import dev.landfall.model.rights.SourceAccess;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.run.DeployedAccess;
import java.util.ArrayList;
import java.util.Optional;

/**
 * What no function can find out about itself: the mover's task reads passwords with a role of its own, and a schedule's
 * role is given on only when the schedule is changed.
 */
final class SourceAccessCheck {

    static final String NAME = "source-access";

    private static final String ROLE = ":role/";

    private SourceAccessCheck() {}

    static Check check(Scene scene) {
        var access = DeployedAccess.read(scene.gateways().runStore());
        var missing = new ArrayList<String>();
        var kept = DeploymentName.here().path("source/");
        scene.capture().databases().stream()
                .map(database -> database.source().passwordReference())
                .flatMap(reference -> SourceAccess.secretName(reference).stream())
                .filter(name -> !name.startsWith(kept) && !access.readsDatabaseSecret(name))
                .forEach(name -> missing.add("databaseSecrets: " + name));
        scene.capture().schedules().stream()
                .map(Schedule::role)
                .flatMap(Optional::stream)
                .filter(role -> !access.scheduleRoles().contains(role.substring(role.indexOf(ROLE) + ROLE.length())))
                .distinct()
                .forEach(role -> missing.add("scheduleRoles: " + role));
        if (!missing.isEmpty()) {
            return Check.blocker(
                    NAME,
                    "deployment.access of landfall.json lacks " + String.join(", ", missing) + ".",
                    "Name them there and deploy: the mover's task could not read the password, or the freeze not stop the schedule.");
        }
        return access.everything().isEmpty()
                ? Check.ok(NAME, "What the mover's task reads and what schedules are called with is named.")
                : Check.warning(
                        NAME,
                        String.join(", ", access.everything())
                                + " says `*`: Landfall may read every one of account and region, by the owner's decision.",
                        "Name what the source uses.");
    }
}
