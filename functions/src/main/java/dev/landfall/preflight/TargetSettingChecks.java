package dev.landfall.preflight;

import dev.landfall.capture.SourceNames;
import dev.landfall.ledger.ForeignSettings;
import dev.landfall.ledger.TargetSettings;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.run.SettingsSteps;
import java.util.stream.Collectors;

/** Decisions about what the target's containers get, held against the ledger and the source. */
final class TargetSettingChecks {

    static final String CARRIED = "settings-carried";
    static final String HELD = "settings-held";
    static final String FOREIGN = "settings-foreign";

    private TargetSettingChecks() {}

    static Check carried(Scene scene) {
        var settings = new TargetSettings(scene.gateways(), scene.ledger().get());
        var wrong = settings.notCarried(false);
        var left = settings.notCompared();
        return wrong.isEmpty()
                ? Check.ok(
                        CARRIED,
                        "Every setting that is to be carried has the source's value in the role that it is of."
                                + (left.isEmpty()
                                        ? ""
                                        : " Not compared, because the target has no deployment of that role yet: "
                                                + String.join(", ", left) + "."))
                : Check.blocker(
                        CARRIED,
                        String.join(" ", wrong),
                        "Put the kit's extra-env-vars where the chart reads it and apply the kit's values; where the target shall have another value, decide it in `settings` of landfall.json as replace or drop.");
    }

    static Check held(Scene scene) {
        var early = new TargetSettings(scene.gateways(), scene.ledger().get()).tooEarly();
        return early.isEmpty()
                ? Check.ok(HELD, "No setting that comes back after the cutover is on the target yet.")
                : Check.blocker(
                        HELD,
                        String.join(" ", early),
                        "Take them off until AwaitLiveSettings. "
                                + String.join(" ", SettingsSteps.lines(SettingsSteps.before(scene.configuration()))));
    }

    static Check foreign(Scene scene) {
        var own = scene.capture().databases().stream()
                .map(database -> database.target().host())
                .collect(Collectors.toSet());
        var found = new ForeignSettings(scene.gateways(), SourceNames.of(scene.gateways(), scene.configuration()), own)
                .found(false);
        return found.isEmpty()
                ? Check.ok(FOREIGN, "No setting of the target names a host, bucket, queue or key of the source.")
                : Check.blocker(
                        FOREIGN,
                        String.join(" ", found),
                        "Take them off, or give the target its own: until go-live nothing of the target may work on the source.");
    }
}
