package dev.landfall.probe;

import dev.landfall.capture.Capture;
import dev.landfall.capture.SourceNames;
import dev.landfall.gateway.Gateways;
import dev.landfall.ledger.ForeignSettings;
import dev.landfall.ledger.Ledger;
import dev.landfall.ledger.TargetSettings;
import dev.landfall.probe.ProbeReport.Probe;
import dev.landfall.run.Configuration;
import dev.landfall.run.RunFiles;
import dev.landfall.run.SettingsSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether the target's containers get what the run's ledger says: before go-live, and once the target is live. */
final class SettingProbes {

    private static final String NO_LEDGER = "Not looked at: the run has no ledger.";

    private final Gateways gateways;
    private final Configuration configuration;
    private final Optional<Ledger> ledger;

    SettingProbes(Gateways gateways, Configuration configuration, String runId) {
        this.gateways = gateways;
        this.configuration = configuration;
        this.ledger = new RunFiles(gateways.runStore()).read(Ledger.key(runId), Ledger.class);
    }

    Probe carried(boolean live) {
        var name = "settings-carried";
        return settings(
                name,
                settings -> verdict(
                        name,
                        settings.notCarried(live),
                        "Every setting that is carried has the source's value.",
                        "Put the kit's extra-env-vars in its place and apply the kit's values."));
    }

    Probe tooEarly() {
        var name = "settings-held";
        return settings(
                name,
                settings -> verdict(
                        name,
                        settings.tooEarly(),
                        "No setting that comes back after the cutover is there yet.",
                        steps(SettingsSteps.before(configuration))));
    }

    Probe back() {
        var name = "settings-held";
        return settings(
                name,
                settings -> verdict(
                        name,
                        settings.notBack(),
                        "What was held until the cutover is back with the source's value.",
                        steps(SettingsSteps.live(configuration))));
    }

    private static String steps(List<SettingsSteps.Step> steps) {
        return String.join(" ", SettingsSteps.lines(steps));
    }

    Probe foreign(Capture capture) {
        return verdict(
                "settings-foreign",
                new ForeignSettings(gateways, SourceNames.of(gateways, configuration), own(capture)).found(false),
                "No setting of the target names what is the source's own.",
                "Take them off, or give the target its own.");
    }

    /**
     * What keeps the target from being live, in words without a full stop. A bucket may be shared by then, and a Temporal
     * carried; a database of the source is foreign for good.
     */
    List<String> missingWhenLive(Capture capture) {
        var databases = capture.databases().stream()
                .map(database -> database.source().host().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        var missing = new ArrayList<>(
                new ForeignSettings(gateways, SourceNames.ofDatabases(databases), own(capture)).found(true));
        ledger.map(known -> new TargetSettings(gateways, known)).ifPresent(settings -> {
            missing.addAll(settings.notBack());
            missing.addAll(settings.notCarried(true));
        });
        return missing.stream()
                .map(sentence -> sentence.substring(0, sentence.length() - 1))
                .toList();
    }

    private static Set<String> own(Capture capture) {
        return capture.databases().stream()
                .map(database -> database.target().host())
                .collect(Collectors.toSet());
    }

    private Probe settings(String name, Function<TargetSettings, Probe> probe) {
        return ledger.map(known -> probe.apply(new TargetSettings(gateways, known)))
                .orElseGet(() -> Probe.notChecked(name, NO_LEDGER));
    }

    private static Probe verdict(String name, List<String> wrong, String sound, String remedy) {
        return wrong.isEmpty() ? Probe.passed(name, sound) : Probe.failed(name, String.join(" ", wrong), remedy);
    }
}
