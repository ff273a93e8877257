package dev.landfall.preflight;

import dev.landfall.capture.Capture;
import dev.landfall.capture.ServiceRole;
import dev.landfall.gateway.DatabaseHost.DatabaseInstance;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.TargetDeployment;
import dev.landfall.ledger.Finding;
import dev.landfall.ledger.LedgerBuilding;
import dev.landfall.run.Configuration;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What checks look at: the capture, the configuration, and both sides as they are now. */
record Scene(Gateways gateways, Configuration configuration, Capture capture, RunRecord run) {

    List<DatabaseChecks.Pair> pairs() {
        return capture.databases().stream()
                .map(database -> new DatabaseChecks.Pair(
                        database,
                        gateways.databases().facts(database.source()),
                        gateways.databases().facts(database.target())))
                .toList();
    }

    Optional<DatabaseInstance> targetInstance() {
        return gateways.databaseHost().find(capture.database("app").target().host());
    }

    /** What the ledger finds now, of the given names. */
    List<Finding> findings(String... names) {
        var wanted = List.of(names);
        return new LedgerBuilding(gateways, configuration)
                .build(run.runId()).findings().stream()
                        .filter(finding -> wanted.contains(finding.name()))
                        .toList();
    }

    static String seen(List<Finding> findings) {
        return findings.stream().map(Finding::seen).collect(Collectors.joining(" "));
    }

    static String remedies(List<Finding> findings) {
        return findings.stream().map(Finding::remedy).distinct().collect(Collectors.joining(" "));
    }

    String sourceImage() {
        return capture.services().stream()
                .filter(service -> service.roles().contains(ServiceRole.MAIN_BACKEND))
                .flatMap(service -> service.containers().stream())
                .map(Capture.CapturedContainer::image)
                .findFirst()
                .orElse("none");
    }

    String targetImage() {
        return capture.deployments().stream()
                .filter(deployment -> deployment.roles().contains(ServiceRole.MAIN_BACKEND))
                .map(Capture.CapturedDeployment::image)
                .findFirst()
                .orElse("none");
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
        return configuration.databaseStrategy().equals("shared");
    }
}
