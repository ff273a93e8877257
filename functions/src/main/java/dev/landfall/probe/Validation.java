package dev.landfall.probe;

import dev.landfall.capture.Capture;
import dev.landfall.capture.Capture.CapturedDatabase;
import dev.landfall.gateway.Databases.TableCounts;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.failure.SecondLook;
import dev.landfall.model.transfer.Comparison;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.Reach;
import dev.landfall.preflight.CriticalSettings;
import dev.landfall.probe.ProbeReport.Probe;
import dev.landfall.run.Configuration;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The proof before go-live. One probe that cannot be made has failed and stops no other. */
public final class Validation {

    /** What was encrypted before the key was changed can be read with this one only. */
    private static final String OLD_KEY = "ENCRYPTION_KEY_OLD";

    private final Gateways gateways;
    private final Configuration configuration;
    private final Capture capture;
    private final RunFiles files;
    private final RunRecord run;
    private final List<Probe> probes = new ArrayList<>();

    public Validation(Gateways gateways, Configuration configuration, Capture capture) {
        this.gateways = gateways;
        this.configuration = configuration;
        this.capture = capture;
        this.files = new RunFiles(gateways.runStore());
        this.run = files.run(capture.runId());
    }

    /** Makes every probe and keeps the report. */
    public ProbeReport probe() {
        if (run.sharesDatabase()) {
            sharedDatabases();
        } else {
            copies();
        }
        critical("encryption-key", "ENCRYPTION_KEY");
        if (new CriticalSettings(gateways).isOnSource(OLD_KEY)) {
            critical("encryption-key-old", OLD_KEY);
        }
        critical("jwt-secret", "JWT_SECRET");
        var settings = new SettingProbes(gateways, configuration, capture.runId());
        add("settings-carried", () -> List.of(settings.carried(false)));
        add("settings-held", () -> List.of(settings.tooEarly()));
        add("settings-foreign", () -> List.of(settings.foreign(capture)));
        if (run.wakesTarget()) {
            runningTarget();
        } else {
            asleep("health");
            asleep("rollouts");
        }
        if (run.wakesTarget()) {
            probes.addAll(TargetProbes.background(capture, gateways.clock().instant()));
        }
        notYet("decrypt-errors", "decrypt errors in the pods' logs");
        notYet("api-parity", "the same counts through Retool's API");
        notYet("blob-storage", "writing and reading a blob");
        notYet("certificate", "the certificate's chain and expiry");
        notYet("sso", "the SSO settings, through an address override");
        var report = new ProbeReport(capture.runId(), gateways.clock().instant(), List.copyOf(probes));
        files.write(ProbeReport.key(capture.runId()), report);
        return report;
    }

    private void copies() {
        for (var database : capture.databases()) {
            add("copy-matches:" + database.name(), () -> CopyProbes.of(database.name(), comparison(database)));
        }
        add("parity", () -> Parity.of(manifest("app"), targetCounts()));
        add("retool-database", () -> List.of(retoolDatabase()));
    }

    private void sharedDatabases() {
        for (var database : capture.databases()) {
            var key = new RunLayout(capture.runId()).database(database.name()).reach();
            add(
                    "shared-database:" + database.name(),
                    () -> List.of(SharedDatabaseProbe.of(database.name(), files.read(key, Reach.class))));
        }
        for (var name : List.of("parity", "retool-database")) {
            probes.add(Probe.notNeeded(
                    name, "Source and target share one database, so there is no copy to hold against it."));
        }
    }

    private void runningTarget() {
        add(
                "health",
                () -> List.of(TargetProbes.health(
                        "health",
                        gateways.httpProbe(),
                        configuration.target().loadBalancer(),
                        configuration.domain(),
                        "target.loadBalancer")));
        add("rollouts", () -> List.of(TargetProbes.rollouts(gateways.target().deployments(), false)));
    }

    private void asleep(String name) {
        probes.add(
                Probe.notChecked(
                        name,
                        "Not looked at: the shared database is live, so a rehearsal wakes no pod of the target; a cutover does before it asks for go-live."));
    }

    /** All failed probes in one problem. */
    public static Optional<Problem> failed(ProbeReport report) {
        var failed = report.failed();
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Problem.operator(
                "PROBES_FAILED",
                failed.size() + (failed.size() == 1 ? " probe" : " probes") + " failed: "
                        + failed.stream()
                                .map(probe -> probe.name() + ": " + probe.seen())
                                .collect(Collectors.joining(" ")),
                failed.stream()
                        .map(probe -> probe.name() + ": " + probe.remedy().orElse(""))
                        .collect(Collectors.joining(" "))));
    }

    private void add(String name, Supplier<List<Probe>> probe) {
        try {
            probes.addAll(SecondLook.at(probe));
        } catch (LandfallException e) {
            probes.add(Probe.failed(name, e.problem().seen(), e.problem().remedy()));
        } catch (RuntimeException e) {
            // Whatever one probe runs into, the others are still worth knowing; this one has then failed.
            probes.add(Probe.failed(
                    name, "The probe could not be made: " + e + ".", "Look at the function's log, and start again."));
        }
    }

    private void notYet(String name, String what) {
        probes.add(Probe.notChecked(name, "Not looked at yet: " + what + "."));
    }

    private Optional<Comparison> comparison(CapturedDatabase database) {
        var key = new RunLayout(capture.runId()).database(database.name()).comparison();
        return files.read(key, Comparison.class);
    }

    private Manifest manifest(String database) {
        return files.require(new RunLayout(capture.runId()).database(database).manifest(), Manifest.class);
    }

    private TableCounts targetCounts() {
        return gateways.databases().counts(capture.database("app").target(), Parity.tables());
    }

    private void critical(String name, String setting) {
        add(name, () -> {
            var settings = new CriticalSettings(gateways);
            if (!settings.isOnSource(setting)) {
                return List.of(Probe.notChecked(name, "The source does not set " + setting + "."));
            }
            return List.of(settings.disagreement(setting)
                    .map(how -> Probe.failed(
                            name, how + ".", "Put the source's exact bytes into the target's secret, and move again."))
                    .orElseGet(() -> Probe.passed(name, setting + " is the same on both sides, byte for byte.")));
        });
    }

    private Probe retoolDatabase() {
        var name = "retool-database";
        var database = capture.databases().stream()
                .filter(each -> each.name().equals("retooldb"))
                .findFirst();
        if (database.isEmpty()) {
            return Probe.notChecked(name, "Neither side has a Retool Database.");
        }
        var expected = manifest("retooldb").tables().stream()
                .filter(table -> !table.isLargeObjects())
                .toList();
        var counts = gateways.databases()
                .counts(
                        database.get().target(),
                        expected.stream().map(table -> table.display()).toList());
        var missing = expected.stream()
                .filter(table -> !counts.left().contains(table.display()))
                .filter(table -> counts.rows().getOrDefault(table.display(), -1L) != table.rows())
                .map(table -> table.display())
                .toList();
        if (missing.isEmpty() && !counts.left().isEmpty()) {
            return Probe.notChecked(
                    name,
                    "Not looked at in full: counting took longer than "
                            + counts.within().toSeconds() + " s. Of " + expected.size() + " tables "
                            + counts.left().size()
                            + " were left; the others hold the rows that were dumped. The comparison of the copy counted all before the target woke.");
        }
        return missing.isEmpty()
                ? Probe.passed(name, "Queried: " + expected.size() + " tables hold the rows that were dumped.")
                : Probe.failed(
                        name,
                        "Another number of rows than dumped in " + String.join(", ", missing) + ".",
                        "Find out what writes to the target before it is live, and move again.");
    }
}
