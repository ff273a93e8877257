package dev.landfall.preflight;

import dev.landfall.capture.Capture;
import dev.landfall.capture.Capture.CapturedDatabase;
import dev.landfall.capture.ServiceRole;
import dev.landfall.gateway.DatabaseHost.DatabaseInstance;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.TargetDeployment;
import dev.landfall.ledger.Finding;
import dev.landfall.ledger.Ledger;
import dev.landfall.model.RunLayout;
import dev.landfall.model.transfer.PodFacts;
import dev.landfall.run.Configuration;
import dev.landfall.run.Failure;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What checks look at: the capture, the configuration, and both sides as they are now. */
record Scene(
        Gateways gateways,
        Configuration configuration,
        Capture capture,
        RunRecord run,
        Optional<Failure> podFailure,
        Once<Ledger> ledger) {

    /** What a pod of the target's cluster told in this run. */
    Optional<PodFacts> pod() {
        return new RunFiles(gateways.runStore()).read(new RunLayout(run.runId()).pod(), PodFacts.class);
    }

    List<DatabaseChecks.Pair> pairs() {
        return capture.databases().stream()
                .map(database -> new DatabaseChecks.Pair(
                        database,
                        gateways.databases().facts(database.source()),
                        gateways.databases().facts(database.target())))
                .toList();
    }

    Optional<DatabaseInstance> targetInstance() {
        return gateways.databaseHost().find(targetHost(capture.database("app")));
    }

    /** The server's own endpoint; a shared one may have a name of the target's own. */
    String targetHost(CapturedDatabase database) {
        return shares() ? database.source().host() : database.target().host();
    }

    /** What the ledger finds now, of the given names. */
    List<Finding> findings(String... names) {
        var wanted = List.of(names);
        return ledger.get().findings().stream()
                .filter(finding -> wanted.contains(finding.name()))
                .toList();
    }

    /** Of the rehearsal that the capture was held against. */
    Optional<Ledger> rehearsedLedger() {
        return capture.comparedWith()
                .flatMap(run -> new RunFiles(gateways.runStore()).read(Ledger.key(run), Ledger.class));
    }

    static String seen(List<Finding> findings) {
        return findings.stream().map(Finding::seen).collect(Collectors.joining(" "));
    }

    static String remedies(List<Finding> findings) {
        return findings.stream().map(Finding::remedy).distinct().collect(Collectors.joining(" "));
    }

    String sourceImage() {
        return capture.sourceImage();
    }

    String targetImage() {
        return capture.targetImage();
    }

    Optional<String> mainService() {
        return capture.services().stream()
                .filter(service -> service.roles().contains(ServiceRole.MAIN_BACKEND))
                .map(Capture.CapturedService::name)
                .findFirst();
    }

    /** Of the target's main deployment, as it is now. */
    Map<String, SettingSource> targetSettings() {
        var main = capture.deployments().stream()
                .filter(deployment -> deployment.roles().contains(ServiceRole.MAIN_BACKEND))
                .map(Capture.CapturedDeployment::name)
                .findFirst();
        return gateways.target().deployments().stream()
                .filter(deployment -> main.filter(deployment.name()::equals).isPresent())
                .map(TargetDeployment::settings)
                .findFirst()
                .orElse(Map.of());
    }

    boolean isCutover() {
        return run.mode() == RunMode.CUTOVER;
    }

    boolean shares() {
        return configuration.sharesDatabase();
    }
}
